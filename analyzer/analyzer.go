package analyzer

import (
	"flag"
	"fmt"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/config"
	"github.com/streamvet/streamvet/internal/directive"
	"github.com/streamvet/streamvet/internal/infer"
	"github.com/streamvet/streamvet/internal/report"
	"github.com/streamvet/streamvet/internal/ssabuild"
	"github.com/streamvet/streamvet/internal/summary"
	"github.com/streamvet/streamvet/internal/witness"
)

// Analyzer reports pairs of calls on one gRPC stream that may overlap.
var Analyzer = newAnalyzer()

func newAnalyzer() *analysis.Analyzer {
	opts := &options{tests: true, engine: "infer", executions: 1000}
	a := &analysis.Analyzer{
		Name:       "streamvet",
		Doc:        manual(source),
		URL:        home,
		FactTypes:  []analysis.Fact{new(summary.Fact), new(summary.Reach), new(directive.Fact), new(code.Fact)},
		ResultType: reflect.TypeFor[*Result](),
	}
	a.Run = func(pass *analysis.Pass) (any, error) {
		pass, opts, err := configured(pass, &a.Flags, opts)
		if err != nil {
			return nil, printableError(err)
		}
		res, err := run(forPeople(pass), opts)
		return res, printableError(err)
	}
	opts.addFlags(&a.Flags)
	a.Flags.BoolVar(&opts.config, config.Flag, false, "do as the project's "+config.Name+" says, for drivers that run the analyzer themselves")
	return a
}

// addFlags adds the flags that a project's file may set, too. Their defaults
// are the values that they have.
func (o *options) addFlags(fs *flag.FlagSet) {
	fs.BoolVar(&o.debug, "debug", o.debug, "print what is found out about each function, on standard error")
	fs.StringVar(&o.engine, "engine", o.engine, "infer or run")
	fs.IntVar(&o.executions, "executions", o.executions, "how often the code of a package is executed")
	fs.BoolVar(&o.tests, "tests", o.tests, "report also what happens in test files")
}

// options are the values of the analyzer's flags.
type options struct {
	debug  bool
	tests  bool
	config bool

	engine     string
	executions int
}

func run(pass *analysis.Pass, opts *options) (res *Result, err error) {
	t := &trace{pass: pass}
	defer func() {
		if p := recover(); p != nil {
			err = t.panicked(p)
		}
	}()

	// Directives are read everywhere: one that accepts nothing is reported
	// also where there is nothing to accept.
	ignored := directive.Read(pass)
	if fact := ignored.Fact(); fact != nil {
		pass.ExportPackageFact(fact)
	}

	// Gate: most packages end here.
	t.stage("gate")
	reach := ssabuild.Reach(pass)
	if reach != (summary.Reach{}) {
		pass.ExportPackageFact(&reach)
	}
	var conflicts []infer.Conflict
	if opts.engine != "infer" {
		var found []witness.Story
		if ssabuild.Relevant(pass, reach.GRPC) {
			found, err = execute(pass, opts, reach.GRPC)
			if err != nil {
				return nil, err
			}
		}
		diagnostics, counts := report.Diagnostics(pass, found, report.Options{Ignored: ignored, Tests: opts.tests})
		for _, d := range diagnostics {
			pass.Report(d)
		}
		return &Result{Streams: reach.GRPC, Suppressed: counts.Accepted}, nil
	}
	if reach.Analyzed {
		conflicts, err = check(pass, reach, ignored, t)
		if err != nil {
			return nil, err
		}
	}

	t.stage("report")
	diagnostics, counts := report.Diagnostics(pass, stories(conflicts), report.Options{Ignored: ignored, Tests: opts.tests})
	for _, d := range diagnostics {
		pass.Report(d)
	}
	if opts.debug && reach.Analyzed {
		t.print(counts)
	}
	return &Result{Streams: reach.GRPC, Suppressed: counts.Accepted}, nil
}

// check returns the pairs of calls in the package that may overlap, and exports
// what the packages that import it have to know about its functions.
func check(pass *analysis.Pass, reach summary.Reach, ignored *directive.Set, t *trace) ([]infer.Conflict, error) {
	t.stage("build")
	ssapkg := ssabuild.Build(pass)

	t.stage("summarize")
	facts := newFacts(pass)
	pkg := &infer.Package{
		Fset: pass.Fset, Types: pass.Pkg, SSA: ssapkg, GRPC: reach.GRPC,
		Fact: facts.of, Analyzed: facts.analyzed, Stored: reach.Stores,
	}
	t.pkg = pkg
	functions := ssabuild.Functions(pass, ssapkg)
	seeds := pkg.Seeds(functions)
	t.functions, t.seeds = len(functions), len(seeds)
	for _, fn := range seeds {
		pkg.Summary(fn)
	}
	pkg.Keep(seeds)
	for _, fn := range seeds {
		if obj, ok := fn.Object().(*types.Func); ok {
			facts.export(obj, pkg.Summary(fn), ignored)
		}
	}
	pkg.Sole(seeds, func(m *types.Func, fn *ssa.Function) { facts.export(m, pkg.Summary(fn), ignored) })

	if stored := pkg.Foreign(); len(stored) > 0 {
		more := reach
		more.Add(strings.Join(stored, " ") + " ")
		pass.ExportPackageFact(&more)
	}

	t.stage("check")
	conflicts := pkg.Evident(append(pkg.Conflicts(), pkg.Shared(seeds)...))
	if facts.err != nil {
		return nil, fmt.Errorf("%s: %w", pass.Pkg.Path(), facts.err)
	}
	return conflicts, nil
}
