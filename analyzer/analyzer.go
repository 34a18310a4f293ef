// Package analyzer provides the streamvet analysis pass.
package analyzer

import (
	"fmt"
	"go/types"
	"os"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/infer"
	"github.com/streamvet/streamvet/internal/report"
	"github.com/streamvet/streamvet/internal/ssabuild"
	"github.com/streamvet/streamvet/internal/summary"
)

// Analyzer reports pairs of calls on one gRPC stream that may overlap.
var Analyzer = &analysis.Analyzer{
	Name:      "streamvet",
	Doc:       "streamvet: report calls on a gRPC stream that may overlap",
	URL:       "https://github.com/streamvet/streamvet",
	Run:       run,
	FactTypes: []analysis.Fact{new(summary.Fact), new(summary.Reach)},
}

func run(pass *analysis.Pass) (any, error) {
	reach := ssabuild.Reach(pass)
	if reach != (summary.Reach{}) {
		pass.ExportPackageFact(&reach)
	}
	if !reach.Analyzed {
		return nil, nil
	}
	ssapkg := ssabuild.Build(pass)
	var failed error
	cache := map[*types.Func]*summary.Summary{}
	pkg := &infer.Package{
		Fset: pass.Fset, Types: pass.Pkg, SSA: ssapkg,
		Fact: func(fn *types.Func) *summary.Summary {
			fn = fn.Origin()
			if s, ok := cache[fn]; ok {
				return s
			}
			var fact summary.Fact
			var s *summary.Summary
			if pass.ImportObjectFact(fn, &fact) {
				var err error
				if s, err = fact.Decode(); err != nil && failed == nil {
					failed = fmt.Errorf("%s: %s: %w", pass.Pkg.Path(), fn.FullName(), err)
				}
			}
			cache[fn] = s
			return s
		},
		Analyzed: func(p *types.Package) bool {
			var r summary.Reach
			return pass.ImportPackageFact(p, &r) && r.Analyzed
		},
	}
	seeds := pkg.Seeds(ssabuild.Functions(pass, ssapkg))
	for _, fn := range seeds {
		s := pkg.Summary(fn)
		obj, ok := fn.Object().(*types.Func)
		if !ok || obj.Pkg() != pass.Pkg {
			continue
		}
		fact, err := summary.NewFact(s)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", fn, err)
		}
		if fact != nil {
			pass.ExportObjectFact(obj, fact)
		}
	}
	if os.Getenv("SVDEBUG") != "" {
		fmt.Fprint(os.Stderr, pkg.Dump())
	}
	if failed != nil {
		return nil, failed
	}
	for _, d := range report.Diagnostics(pass, append(pkg.Conflicts(), pkg.Shared(seeds)...)) {
		pass.Report(d)
	}
	return nil, nil
}
