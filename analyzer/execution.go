package analyzer

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/directive"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/linked"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/witness"
)

// budget bounds what the exploration of a package costs. The steps of one execution are
// enough for a few messages on each of a few streams; those of all are some half a second of CPU
// time. Most packages are never contended: what their limits are derived from is in
// docs/architecture.md, Exploration.
var budget = explore.Budget{
	PerRun: 20_000,
	Idle:   4_000,
	Limits: [...]explore.Limit{
		explore.Unused:      {Fewest: 100, Settled: 100, Quiet: 50_000, Steps: 800_000, PerInstr: 250},
		explore.Uncontended: {Fewest: 200, Settled: 150, Quiet: 350_000, Steps: 800_000, PerInstr: 600},
		explore.Contended:   {Fewest: 500, Settled: 400, PerBlock: 4, Quiet: 300_000, Steps: 4_000_000},
	},
}

// usualExecutions is the default of the flag executions. Who asks for more gets more steps, too.
const usualExecutions = 2000

// tellingShare is how many steps may be made to tell of findings, in percent of those that it
// took to find them. If there were few, it is tellingSteps.
const (
	tellingShare = 8
	tellingSteps = 40_000
)

// An execution is the part of an analysis that runs a package's code.
type execution struct {
	pass       *analysis.Pass
	opts       *options
	trace      *trace
	apis       contract.Set   // those whose objects the package may get hold of
	fact       *code.Fact     // to be exported
	ignored    *directive.Set // learns which accesses importers see
	unexplored string
	teller     *witness.Teller // nil if nothing was explored
	why        *witness.Why    // nil if nothing was asked
}

// run returns the stories of the races that executions of the package's code show, and fills
// in the fact with the code that importers have to run.
func (e *execution) run() ([]witness.Story, error) {
	pass := e.pass
	e.trace.stage("translate")
	program, err := linked.New(pass, e.apis)
	if err != nil {
		return nil, err
	}

	e.trace.stage("export")
	locator := witness.NewLocator(pass.Fset, pass.Pkg.Path(), pass.Files)
	if m := pass.Module; m != nil {
		locator.Module = m.Path
	}
	e.noteAccesses(program.Program, program.Export(pass, e.fact), locator)
	if len(e.apis) == 0 {
		return nil, nil
	}
	if e.opts.executions == 0 {
		e.unexplored = "nothing was run: -streamvet.executions=0"
		return nil, nil
	}
	// What gRPC calls need no access in sight: a handler from outside uses a stream.
	if !slices.Contains(e.apis, contract.GRPC) && !program.Accesses() {
		return nil, nil
	}

	e.trace.stage("explore")
	limits := budget
	limits.Most = int(e.opts.executions)
	for i := range limits.Limits {
		l, more := &limits.Limits[i], max(limits.Most, usualExecutions)
		l.Steps, l.PerInstr = l.Steps/usualExecutions*more, l.PerInstr*more/usualExecutions
	}
	x := &explore.Explorer{
		Package: drive.New(pass.Pkg, program.Program, program.Types),
		Models:  model.New(),
		Budget:  limits,
		Seed:    choice.Hash(pass.Pkg.Path()),

		Undocumented: e.opts.undocumented,
	}
	var inquiry *witness.Inquiry
	if e.opts.why.asked(program.Program) {
		inquiry = &witness.Inquiry{Locator: locator, Lines: e.opts.why.lines}
		inquiry.Attach(x)
	}
	result := x.Run()
	if inquiry != nil {
		e.why = inquiry.Answer(x)
	}
	e.trace.explored = result
	e.unexplored = result.Unexplored()
	e.teller = &witness.Teller{Locator: locator, Explorer: x, Steps: max(result.Steps*tellingShare/100, tellingSteps)}
	var stories []witness.Story
	for _, f := range result.Findings {
		stories = append(stories, witness.New(f, locator))
	}
	return stories, nil
}

// noteAccesses notes the accesses in functions that importers run: a directive there may
// suppress what is found in those packages. Handlers are called by gRPC, and not by importers.
func (e *execution) noteAccesses(program *code.Program, exported []*code.Func, locator *witness.Locator) {
	if e.pass.Pkg.Name() == "main" {
		return
	}
	for _, f := range exported {
		if f.Pkg != e.pass.Pkg.Path() || f.Handler > 0 {
			continue
		}
		for b := range f.Blocks {
			for i := range f.Blocks[b].Instrs {
				in := &f.Blocks[b].Instrs[i]
				if use := program.Use(f, in); use.Side != 0 {
					e.ignored.Export(use, locator.Pos(machine.Place{Fn: f, Line: in.Line, Col: in.Col}))
				}
			}
		}
	}
}
