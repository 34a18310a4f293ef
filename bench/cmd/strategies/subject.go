package main

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/linked"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/ssabuild"
)

type analyzer = analysis.Analyzer

// A subject is a package that can be explored.
type subject struct {
	path string
	pkg  *drive.Package
}

// subjects returns an analyzer whose results are subjects, or nil for packages that have nothing
// to explore.
func subjects() *analyzer {
	return &analyzer{
		Name:       "subjects",
		Doc:        "makes packages ready to be explored",
		FactTypes:  []analysis.Fact{new(code.Fact)},
		ResultType: reflect.TypeFor[*subject](),
		Run:        prepare,
	}
}

func prepare(pass *analysis.Pass) (any, error) {
	apis := ssabuild.APIs(pass)
	fact := &code.Fact{Version: code.FactVersion, APIs: ssabuild.GivenOn(pass, apis, nil).Names()}
	var s *subject
	if ssabuild.Relevant(pass, len(apis) > 0) {
		program, err := linked.New(pass, apis)
		if err != nil {
			return nil, err
		}
		program.Export(pass, fact)
		if len(apis) > 0 {
			s = &subject{pass.Pkg.Path(), drive.New(pass.Pkg, program.Program, program.Types)}
		}
	}
	if len(fact.APIs) > 0 || len(fact.Data) > 0 {
		pass.ExportPackageFact(fact)
	}
	return s, nil
}

// explore explores the package anew.
func (s *subject) explore(strategy explore.Strategy, seed uint64, o options) *explore.Result {
	x := &explore.Explorer{
		Package:  s.pkg,
		Models:   model.New(),
		Budget:   explore.Budget{Most: o.executions, PerRun: 20_000, Limits: explore.Uniform(explore.Limit{Fewest: o.executions, Settled: 1, Steps: o.steps}), Idle: 4_000},
		Seed:     choice.Hash(s.path) + seed,
		Strategy: strategy,
	}
	return x.Run()
}
