package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/witness"
)

// A Fact is a package fact: the pairs of calls that the package and what it imports have diagnostics
// about. Importers that come by such a pair have nothing to add.
type Fact struct {
	Told []Pair // in order, each once
}

// AFact marks Fact as an analysis.Fact.
func (*Fact) AFact() {}

func (f *Fact) String() string {
	var list []string
	for _, p := range f.Told {
		list = append(list, fmt.Sprintf("%s %s/%s:%d and %s/%s:%d", p.Category, p.One.Pkg, p.One.File, p.One.Line, p.Other.Pkg, p.Other.File, p.Other.Line))
	}
	return "told: " + strings.Join(list, ", ")
}

// A Pair is what a diagnostic is about: two calls, in the order of their places.
type Pair struct {
	Category   string
	One, Other Call
}

// A Call is where a call is, for other packages.
type Call struct {
	Pkg, File string
	Line, Col int
}

func callOf(p source.Pos) Call { return Call{p.Pkg, p.File, p.Line, p.Col} }

func (c Call) compare(d Call) int {
	return cmp.Or(cmp.Compare(c.Pkg, d.Pkg), cmp.Compare(c.File, d.File), cmp.Compare(c.Line, d.Line), cmp.Compare(c.Col, d.Col))
}

func pairOf(s *witness.Story) Pair {
	p := Pair{s.Category, callOf(s.A.At()), callOf(s.B.At())}
	if p.One.compare(p.Other) > 0 {
		p.One, p.Other = p.Other, p.One
	}
	return p
}

func comparePairs(p, q Pair) int {
	return cmp.Or(cmp.Compare(p.Category, q.Category), p.One.compare(q.One), p.Other.compare(q.Other))
}

// importTold returns what imports have said already.
func importTold(pass *analysis.Pass) []Pair {
	var told []Pair
	for _, imp := range pass.Pkg.Imports() {
		var fact Fact
		if pass.ImportPackageFact(imp, &fact) {
			told = append(told, fact.Told...)
		}
	}
	slices.SortFunc(told, comparePairs)
	return slices.Compact(told)
}

// toldBelow reports whether a package that is imported says of two calls what there is to say. One of
// them is in it: of what libraries call, each user is another matter.
func (r *reporter) toldBelow(s *witness.Story) bool {
	if s.A.At().Local().IsValid() || s.B.At().Local().IsValid() {
		return false
	}
	_, found := slices.BinarySearchFunc(r.told, pairOf(s), comparePairs)
	return found
}

// exportTold lets importers know of all pairs that there are diagnostics about.
func (r *reporter) exportTold(groups [][]finding) {
	told := slices.Clone(r.told)
	for _, group := range groups {
		for i := range group {
			if s := &group[i].Story; s.A.At().Local().IsValid() || s.B.At().Local().IsValid() {
				told = append(told, pairOf(s))
			}
		}
	}
	if len(told) == 0 {
		return
	}
	slices.SortFunc(told, comparePairs)
	r.pass.ExportPackageFact(&Fact{slices.Compact(told)})
}
