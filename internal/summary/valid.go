package summary

import (
	"errors"
	"fmt"

	"github.com/streamvet/streamvet/internal/path"
)

// Limits on what a summary that was read may hold, apart from those on what is
// written.
const (
	maxNesting = 8       // of function literals
	maxFrees   = 1 << 16 // variables that a function literal captures
)

// valid checks what the rest of streamvet relies on: numbers that it uses as
// indices, and the form of paths.
func (s *Summary) valid(depth int) error {
	if depth > maxNesting {
		return errors.New("function literals nested too deep")
	}
	if len(s.Effects) > MaxEffects || len(s.Overlaps) > MaxOverlaps {
		return errors.New("summary too large")
	}
	c := new(checker)
	for _, o := range s.Overlaps {
		if o.A < 0 || o.B < 0 || o.A >= len(s.Effects) || o.B >= len(s.Effects) {
			return errors.New("overlap of unknown effects")
		}
		if o.Left > LeftByA|LeftByB {
			return errors.New("overlap with what is left by neither effect")
		}
		c.paths(path.Path{Sel: o.Count})
	}
	for i := range s.Effects {
		c.effect(&s.Effects[i])
	}
	c.stores(s.Stores)
	for _, r := range s.Results {
		c.set(r)
	}
	c.locks(s.Acquired)
	c.paths(s.Released...)
	c.paths(s.Adds...)
	c.tokens(s.Waits)
	c.tokens(s.Signals)
	if s.Success != nil {
		c.stores(s.Success.Stores)
		c.locks(s.Success.Acquired)
		c.tokens(s.Success.Waits)
		c.paths(s.Success.Confirms...)
	}
	if c.err != nil {
		return c.err
	}
	for i := range s.Fresh {
		f := &s.Fresh[i]
		if f.Frees < 0 || f.Frees > maxFrees {
			return fmt.Errorf("function literal with %d captured variables", f.Frees)
		}
		if f.Func == nil {
			continue
		}
		if err := f.Func.valid(depth + 1); err != nil {
			return err
		}
	}
	return nil
}

// A checker keeps the first error.
type checker struct{ err error }

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *checker) effect(e *Effect) {
	if e.Kind < Access || e.Kind > Signal {
		c.fail("effect of unknown kind %d", e.Kind)
	}
	if e.Kind == Signal {
		c.tokens([]Token{e.Token})
	}
	c.paths(e.Names...)
	c.paths(e.Alias...)
	c.paths(e.Released...)
	for _, a := range e.Args {
		c.set(a.Vals)
		c.paths(path.Path{Sel: a.Elem})
	}
	for _, w := range e.When {
		if w.Free < 0 {
			c.fail("condition on captured variable %d", w.Free)
		}
	}
	if e.Left > OnFailure {
		c.fail("effect left at unknown returns %d", e.Left)
	}
	c.locks(e.Locks)
	c.tokens(e.Gates)
	c.tokens(e.After)
}

func (c *checker) stores(list []Store) {
	for _, st := range list {
		c.paths(st.Loc)
		c.set(st.Vals)
	}
}

func (c *checker) paths(list ...path.Path) {
	for _, p := range list {
		if !p.Valid() {
			c.fail("malformed path %q", p.Sel)
		}
	}
}

func (c *checker) set(s path.Set) {
	for _, v := range s {
		c.paths(v.Path, v.Via, v.Owned)
	}
}

func (c *checker) locks(list []Lock) {
	for _, l := range list {
		c.paths(l.Path, path.Path{Sel: l.Weight})
	}
}

func (c *checker) tokens(list []Token) {
	for _, t := range list {
		if t.Kind < Group || t.Kind > Ended {
			c.fail("token of unknown kind %d", t.Kind)
		}
		c.paths(t.Path)
	}
}
