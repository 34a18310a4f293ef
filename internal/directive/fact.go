package directive

import (
	"fmt"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/source"
)

// Fact is a package fact: the lines on which findings are suppressed, in the package
// and in all that it imports. Drivers hand the facts of a package to those that
// import it directly, and calls lead further than that.
type Fact struct {
	Accepted []Lines
}

// AFact marks Fact as an analysis.Fact.
func (*Fact) AFact() {}

func (f *Fact) String() string {
	var b strings.Builder
	b.WriteString("suppressed:")
	for _, l := range f.Accepted {
		fmt.Fprintf(&b, " %s %s/%s:%d-%d", l.Category, l.Pkg, l.File, l.From, l.To)
	}
	return b.String()
}

// Fact returns what importers of the package have to know, or nil.
func (s *Set) Fact() *Fact {
	accepted := slices.Clone(s.imported)
	for _, d := range s.own {
		accepted = append(accepted, d.lines...)
	}
	if len(accepted) == 0 {
		return nil
	}
	return &Fact{unique(accepted)}
}

// Export notes that importers may run an access of a stream. A directive may suppress findings in
// those packages, so it can't be reported as having no effect here.
func (s *Set) Export(use contract.Use, at source.Pos) {
	if len(s.own) == 0 {
		return
	}
	for _, category := range use.Categories() {
		s.Accepts(category, at)
	}
}
