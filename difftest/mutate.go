package difftest

import (
	"fmt"

	"github.com/streamvet/streamvet/difftest/program"
)

// A Mutant is a case that came from a safe one.
type Mutant struct {
	*Case
	From    *Case
	Without *program.Stmt // what the safe one had
}

// Mutants returns the cases that are the safe case c without one of its
// synchronisations. It returns none for a case that is not safe.
func Mutants(c *Case) []Mutant {
	if len(c.Truth.Conflicts) > 0 {
		return nil
	}
	var out []Mutant
	for s, p := range c.Model.Weaker() {
		// Without the wait, the program may hang or panic; then there is no mutant.
		if m, err := New(c.Seed, p); err == nil {
			out = append(out, Mutant{m, c, s})
		}
	}
	return out
}

// String says what the mutant lacks.
func (m Mutant) String() string {
	kind := ""
	if m.Without.Var != nil {
		kind = " " + string(m.Without.Var.Kind)
	}
	return fmt.Sprintf("without %s%s", m.Without.Op, kind)
}
