// Command ssa is a vet tool that builds the SSA form of every package, the
// dependencies included, and does nothing with it.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name:      "ssa",
		Doc:       "ssa: build SSA",
		Requires:  []*analysis.Analyzer{buildssa.Analyzer},
		Run:       func(*analysis.Pass) (any, error) { return nil, nil },
		FactTypes: []analysis.Fact{new(fact)},
	})
}

// A fact is never exported: that the analyzer could do so is enough to have it
// run on dependencies.
type fact struct{}

func (*fact) AFact() {}
