package analyzer

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/directive"
	"github.com/streamvet/streamvet/internal/summary"
)

// facts is what is known about the functions of other packages, and where that
// of this package goes.
type facts struct {
	pass    *analysis.Pass
	decoded map[*types.Func]*summary.Summary
	err     error // of the first fact that couldn't be read or written
}

func newFacts(pass *analysis.Pass) *facts {
	return &facts{pass: pass, decoded: map[*types.Func]*summary.Summary{}}
}

// of returns the summary of a function of another package, or nil.
func (f *facts) of(fn *types.Func) *summary.Summary {
	fn = fn.Origin()
	if s, ok := f.decoded[fn]; ok {
		return s
	}
	var s *summary.Summary
	var fact summary.Fact
	if f.pass.ImportObjectFact(fn, &fact) {
		var err error
		if s, err = fact.Decode(); err != nil && f.err == nil {
			f.err = fmt.Errorf("fact of package %s about %s: %w", fn.Pkg().Path(), fn.FullName(), err)
		}
	}
	f.decoded[fn] = s
	return s
}

// analyzed reports whether the functions of another package have facts.
func (f *facts) analyzed(pkg *types.Package) bool {
	var reach summary.Reach
	return f.pass.ImportPackageFact(pkg, &reach) && reach.Analyzed
}

// export makes a summary the fact about a function, or interface method, of this
// package.
func (f *facts) export(obj *types.Func, sum *summary.Summary, ignored *directive.Set) {
	if obj.Pkg() != f.pass.Pkg {
		return
	}
	if fact := summary.NewFact(sum); fact != nil {
		f.pass.ExportObjectFact(obj, fact)
		ignored.Export(obj, sum)
	}
}
