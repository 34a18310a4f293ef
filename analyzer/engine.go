package analyzer

import (
	"fmt"
	"os"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/ssabuild"
	"github.com/streamvet/streamvet/internal/witness"
)

// execute runs the package's code and reports the races that this shows.
func execute(pass *analysis.Pass, opts *options, grpc bool) ([]witness.Story, error) {
	ssapkg := ssabuild.Build(pass)
	u := code.NewUniverse()
	tr := code.NewTranslator(u, pass.Fset)
	for _, fn := range ssabuild.Functions(pass, ssapkg) {
		tr.Func(fn)
	}
	lists := [][]*code.Func{tr.Funcs()}
	for _, imp := range pass.Pkg.Imports() {
		fact := new(code.Fact)
		if !pass.ImportPackageFact(imp, fact) {
			continue
		}
		funcs, err := code.Decode(u, fact)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", imp.Path(), err)
		}
		lists = append(lists, funcs)
	}
	prog := code.Link(u, pass.Pkg.Path(), lists...)
	if exported := prog.Exported(); len(exported) > 0 {
		pass.ExportPackageFact(code.Encode(exported))
	}
	if !grpc {
		return nil, nil
	}
	x := &explore.Explorer{
		Package: drive.New(pass.Pkg, prog, tr),
		Models:  model.New(),
		Budget:  explore.Budget{Executions: opts.executions, Steps: 4_000_000, PerRun: 20_000},
		Seed:    choice.Hash(pass.Pkg.Path()),
	}
	if opts.engine == "trace" {
		x.Trace = debugTrace
	}
	r := x.Run()
	if opts.debug {
		fmt.Fprintln(os.Stderr, pass.Pkg.Path(), r.Executions, "executions", r.Steps, "steps", r.Accesses, "accesses", r.Outcomes, r.Reasons)
		for _, d := range x.Package.Drivers() {
			fmt.Fprintln(os.Stderr, "  ", d.Name)
		}
	}
	locator := witness.NewLocator(pass.Fset, pass.Pkg.Path(), pass.Files)
	var out []witness.Story
	for _, f := range r.Findings {
		story := witness.New(f.Race, locator)
		story.Count = f.Count
		out = append(out, story)
	}
	return out, nil
}

func debugTrace(m *machine.Machine, p explore.Plan) {
	fmt.Fprintln(os.Stderr, "=== execution", p.Driver.Name, p.Strategy, p.Echo)
	m.Trace = func(g *machine.Goroutine, fn *code.Func, in *code.Instr) {
		fmt.Fprintf(os.Stderr, "g%d %s:%d op%d %s %v %v\n", g.ID, fn.Name, in.Line, in.Op, in.S, in.T, g.Clock)
	}
}
