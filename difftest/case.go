package difftest

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/difftest/program"
	"github.com/streamvet/streamvet/difftest/racecheck"
	"github.com/streamvet/streamvet/difftest/source"
	"github.com/streamvet/streamvet/difftest/truth"
)

// A Case is a program together with what is true about it.
type Case struct {
	Seed   uint64
	Model  *program.Program
	Source *source.Source
	Truth  *truth.Result
}

// New returns the case for a program, which it brings into normal form. It fails
// if the program can hang or panic, or is too large, or has nothing to ask.
func New(seed uint64, p *program.Program) (*Case, error) {
	p.Normalize()
	if err := p.Check(); err != nil {
		return nil, err
	}
	result, err := truth.Of(p)
	if err != nil {
		return nil, err
	}
	if len(result.Reached) == 0 {
		return nil, fmt.Errorf("no method of a stream is called")
	}
	for s := range p.All() {
		if (s.Op == program.Use || s.Op == program.Wait) && !result.Reached[s.ID] {
			return nil, fmt.Errorf("%v is never passed", s)
		}
	}
	c := &Case{Seed: seed, Model: p, Truth: result}
	c.Source = source.Write(p, racecheck.PathPrefix+c.Name())
	return c, nil
}

// Name returns the name of the case's package.
func (c *Case) Name() string { return fmt.Sprintf("p%d", c.Seed) }

// Program returns the case as a program to run.
func (c *Case) Program() racecheck.Program {
	return racecheck.Program{Name: c.Name(), Model: c.Model, Source: c.Source, Truth: c.Truth}
}

// Text returns the program's files, as a reader wants them.
func (c *Case) Text() string {
	var b strings.Builder
	for _, name := range []string{"chat.go", "lib/lib.go"} {
		if text, ok := c.Source.Files[name]; ok {
			fmt.Fprintf(&b, "-- %s --\n%s", name, text)
		}
	}
	return b.String()
}

// Cases returns the cases of the seeds from first on, without end. With
// features, a case has at least one of them.
func Cases(first uint64, features ...string) iter.Seq[*Case] {
	return func(yield func(*Case) bool) {
		for seed := first; ; seed++ {
			p := program.Generate(seed)
			if len(features) > 0 && !slices.ContainsFunc(p.Features(), func(f string) bool {
				return slices.Contains(features, f)
			}) {
				continue
			}
			c, err := New(seed, p)
			if err != nil {
				continue
			}
			if !yield(c) {
				return
			}
		}
	}
}
