package analyzer

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/ssabuild"
)

// execute runs the package's code and reports the races that this shows.
func execute(pass *analysis.Pass, opts *options) error {
	ssapkg := ssabuild.Build(pass)
	u := code.NewUniverse()
	tr := code.NewTranslator(u, pass.Fset)
	for _, fn := range ssabuild.Functions(pass, ssapkg) {
		tr.Func(fn)
	}
	prog := code.Link(u, pass.Pkg.Path(), tr.Funcs())
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
	files := map[string]*token.File{}
	for _, f := range pass.Files {
		tf := pass.Fset.File(f.FileStart)
		files[filepath.Base(tf.Name())] = tf
	}
	pos := func(p machine.Place) token.Pos {
		tf := files[p.Fn.File]
		if p.Fn.Pkg != pass.Pkg.Path() || tf == nil || int(p.Line) > tf.LineCount() || p.Line < 1 {
			return token.NoPos
		}
		return tf.LineStart(int(p.Line)) + token.Pos(p.Col-1)
	}
	for _, f := range r.Findings {
		d := analysis.Diagnostic{Category: f.Category, Message: fmt.Sprintf("concurrent %s [%s] %d times, %s", f.Second.Method, f.Category, f.Count, f.Plan.Driver.Name)}
		add := func(a *machine.Access, name string) {
			for _, p := range a.Stack {
				if at := pos(p); at.IsValid() {
					d.Related = append(d.Related, analysis.RelatedInformation{Pos: at, Message: name + " " + a.Method})
				}
			}
			for g := a.Goroutine; g != nil; g = g.Origin.Parent {
				for _, p := range g.Origin.Stack {
					if at := pos(p); at.IsValid() {
						d.Related = append(d.Related, analysis.RelatedInformation{Pos: at, Message: "goroutine started"})
					}
				}
			}
		}
		for _, p := range f.Second.Stack {
			if at := pos(p); at.IsValid() {
				d.Pos = at
				break
			}
		}
		add(f.Second, "this")
		add(f.First, "other")
		if d.Pos.IsValid() {
			pass.Report(d)
		}
	}
	return nil
}

func debugTrace(m *machine.Machine, p explore.Plan) {
	fmt.Fprintln(os.Stderr, "=== execution", p.Driver.Name, p.Strategy, p.Echo)
	m.Trace = func(g *machine.Goroutine, fn *code.Func, in *code.Instr) {
		fmt.Fprintf(os.Stderr, "g%d %s:%d op%d %s %v %v\n", g.ID, fn.Name, in.Line, in.Op, in.S, in.T, g.Clock)
	}
}
