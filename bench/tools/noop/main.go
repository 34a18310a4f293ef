// Command noop is a vet tool that looks at every package, the dependencies
// included, and does nothing: what go vet costs at least once an analyzer has
// facts.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name:      "noop",
		Doc:       "noop: do nothing",
		Run:       func(*analysis.Pass) (any, error) { return nil, nil },
		FactTypes: []analysis.Fact{new(fact)},
	})
}

// A fact is never exported: that the analyzer could do so is enough to have it
// run on dependencies.
type fact struct{}

func (*fact) AFact() {}
