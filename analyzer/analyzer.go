package analyzer

import (
	"fmt"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/config"
	"github.com/streamvet/streamvet/internal/directive"
	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/report"
	"github.com/streamvet/streamvet/internal/ssabuild"
	"github.com/streamvet/streamvet/internal/witness"
)

// Analyzer reports pairs of calls on one stream or connection that may overlap.
var Analyzer = newAnalyzer()

func newAnalyzer() *analysis.Analyzer {
	opts := &options{tests: true, executions: usualExecutions}
	a := &analysis.Analyzer{
		Name:       "streamvet",
		Doc:        manual(source),
		URL:        home,
		FactTypes:  []analysis.Fact{new(directive.Fact), new(code.Fact), new(report.Fact)},
		ResultType: reflect.TypeFor[*Result](),
	}
	a.Run = func(pass *analysis.Pass) (any, error) {
		pass, opts, err := configured(pass, &a.Flags, opts)
		if err != nil {
			return nil, printableError(err)
		}
		t := &trace{pass: forPeople(pass)}
		res, err := t.analyze(opts)
		return res, printableError(err)
	}
	opts.addFlags(&a.Flags)
	a.Flags.Var(&opts.why, "why", "also answer why two `lines`, PACKAGE/FILE.go:LINE,PACKAGE/FILE.go:LINE, race or don't; see \"streamvet why\"")
	a.Flags.BoolVar(&opts.config, config.Flag, false, "follow the project's "+config.Name+", in drivers that run the analyzer themselves")
	return a
}

// analyze analyzes the package that t follows.
func (t *trace) analyze(opts *options) (res *Result, err error) {
	pass := t.pass
	defer func() {
		if p := recover(); p != nil {
			err = t.panicked(p)
		}
	}()

	// Directives are read everywhere: one that has no effect is reported
	// also where there is nothing to suppress.
	ignored := directive.Read(pass)
	if fact := ignored.Fact(); fact != nil {
		pass.ExportPackageFact(fact)
	}

	// Gate: most packages end here.
	t.stage("gate")
	apis := ssabuild.APIs(pass)
	res = &Result{Streams: len(apis) > 0}
	fact := &code.Fact{Version: code.FactVersion, APIs: ssabuild.GivenOn(pass, apis, nil).Names()}
	var stories []witness.Story
	show := report.Options{Ignored: ignored, Tests: opts.tests}
	if ssabuild.Relevant(pass, res.Streams) {
		e := &execution{pass: pass, opts: opts, trace: t, apis: apis, fact: fact, ignored: ignored}
		stories, err = e.run()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", pass.Pkg.Path(), err)
		}
		res.Unexplored = e.unexplored
		if e.why != nil {
			res.Why = report.Answer(pass, e.why, opts.why.names())
			res.Why.Texts(func(text *string) { *text = printable.Line(*text) })
		}
		show.Unexecuted = res.Streams && opts.executions == 0
		if e.teller != nil {
			show.Tell = e.teller.Tell
		}
	}
	if len(fact.APIs) > 0 || len(fact.Data) > 0 {
		pass.ExportPackageFact(fact)
	}

	t.stage("report")
	findings, counts := report.Findings(pass, stories, show)
	for _, f := range findings {
		pass.Report(f.Diagnostic)
		if f.Story != nil {
			f.Story.Texts(func(text *string) { *text = printable.Line(*text) })
			res.Findings = append(res.Findings, f.Story)
		}
	}
	res.Suppressed = counts.Accepted
	if opts.debug {
		t.print(counts)
	}
	return res, nil
}
