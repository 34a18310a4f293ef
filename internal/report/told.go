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
	// Unexecuted are packages, among it and those that it imports, that were not executed here, since
	// they are mere dependencies: what they have to tell they do elsewhere.
	Unexecuted []string
}

// AFact marks Fact as an analysis.Fact.
func (*Fact) AFact() {}

func (f *Fact) String() string {
	var list []string
	for _, p := range f.Told {
		list = append(list, fmt.Sprintf("%s %s/%s:%d and %s/%s:%d", p.Category, p.One.Pkg, p.One.File, p.One.Line, p.Other.Pkg, p.Other.File, p.Other.Line))
	}
	return "told: " + strings.Join(list, ", ") + "; not executed: " + strings.Join(f.Unexecuted, ", ")
}

// A Pair is what a diagnostic of a package is about: two calls, in the order of their places.
type Pair struct {
	Category   string
	One, Other Call
	By         string // the package
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
	p := Pair{Category: s.Category, One: callOf(s.A.At()), Other: callOf(s.B.At())}
	if p.One.compare(p.Other) > 0 {
		p.One, p.Other = p.Other, p.One
	}
	return p
}

func comparePairs(p, q Pair) int {
	return cmp.Or(cmp.Compare(p.Category, q.Category), p.One.compare(q.One), p.Other.compare(q.Other), cmp.Compare(p.By, q.By))
}

// importFacts returns what imports have said already, all in one.
func importFacts(pass *analysis.Pass) Fact {
	var all Fact
	for _, imp := range pass.Pkg.Imports() {
		var fact Fact
		if pass.ImportPackageFact(imp, &fact) {
			all.Told, all.Unexecuted = append(all.Told, fact.Told...), append(all.Unexecuted, fact.Unexecuted...)
		}
	}
	return all
}

// toldBelow reports whether a package that is imported says of two calls what there is to say. Of what
// libraries call, each user is another matter: one of the calls is in that package, or what is below
// the call that would be reported goes through it. A user who is told of one of two calls there need
// not be told of what else it overlaps with.
func (r *reporter) toldBelow(s *witness.Story) bool {
	if s.A.At().Local().IsValid() || s.B.At().Local().IsValid() {
		return false
	}
	if s.Visible && slices.ContainsFunc(r.below.Unexecuted, s.Passes) {
		return true
	}
	p := pairOf(s)
	return slices.ContainsFunc(r.below.Told, func(q Pair) bool {
		if s.Below && p.Category == q.Category && p.shares(q) && s.Passes(q.By) {
			return true
		}
		p.By = q.By
		return p == q && (q.One.Pkg == q.By || q.Other.Pkg == q.By)
	})
}

// shares reports whether one call is in both pairs.
func (p Pair) shares(q Pair) bool {
	return p.One == q.One || p.One == q.Other || p.Other == q.One || p.Other == q.Other
}

// exportTold lets importers know of all pairs that there are diagnostics about.
func (r *reporter) exportTold(groups [][]finding) {
	out := Fact{slices.Clone(r.below.Told), slices.Clone(r.below.Unexecuted)}
	for _, group := range groups {
		for i := range group {
			p := pairOf(&group[i].Story)
			p.By = r.pass.Pkg.Path()
			out.Told = append(out.Told, p)
		}
	}
	if r.opts.Unexecuted {
		out.Unexecuted = append(out.Unexecuted, r.pass.Pkg.Path())
	}
	if len(out.Told) == 0 && len(out.Unexecuted) == 0 {
		return
	}
	slices.SortFunc(out.Told, comparePairs)
	slices.Sort(out.Unexecuted)
	out.Told, out.Unexecuted = slices.Compact(out.Told), slices.Compact(out.Unexecuted)
	r.pass.ExportPackageFact(&out)
}
