package infer

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/path"
)

// A package may keep streams in variables of its own, for whoever registers one: a
// logger that forwards what is logged. That its functions may overlap says nothing as
// long as nobody in sight registers any.

// Evident returns those of conflicts that have evidence: if the stream is found through a
// variable of another package, somebody else stores to that.
func (p *Package) Evident(conflicts []Conflict) []Conflict {
	stored := p.Foreign()
	return slices.DeleteFunc(conflicts, func(c Conflict) bool {
		if c.Variable == "" || p.declares(c.Variable) {
			return false
		}
		return !slices.Contains(stored, c.Variable) && !p.Stored(c.Variable)
	})
}

// Foreign returns the names of the variables of other packages that functions of the
// package store to, sorted.
func (p *Package) Foreign() []string {
	var out []string
	for _, e := range p.entries {
		if e.sum == nil {
			continue
		}
		for _, st := range e.sum.Stores {
			if v := variableOfPackage(st.Loc); v != "" && len(st.Vals) > 0 && !p.declares(v) {
				out = append(out, v)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// variableOfPackage returns the name of the package-level variable that p begins with, or "".
func variableOfPackage(p path.Path) string {
	if p.Root.Kind != path.Global {
		return ""
	}
	return p.Root.Name
}

// declares reports whether a package-level variable is one of this package.
func (p *Package) declares(variable string) bool {
	return variable[:max(0, strings.LastIndexByte(variable, '.'))] == p.Types.Path()
}
