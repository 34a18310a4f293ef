package enginetest

import (
	"fmt"
	"slices"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// Checks adds two functions to other models: check, of the type func(bool), whose argument is
// to be true in each execution, and maybe, also of the type func(bool), whose argument is to be
// true in some executions and false in others.
type Checks struct {
	machine.Models
	Failed []string // the places of what was false, with how that was known
	Calls  int      // of check and maybe

	pkg   string
	place string
	seen  map[string][2]bool // what maybe was called with, by its place
}

// NewChecks returns models with the functions check and maybe of the package at path.
func NewChecks(models machine.Models, path string) *Checks {
	return &Checks{Models: models, pkg: path, seen: map[string][2]bool{}}
}

// Trace notes where an execution is.
func (c *Checks) Trace(_ *machine.Goroutine, fn *code.Func, in *code.Instr) {
	if in.Line > 0 {
		c.place = fmt.Sprintf("%s:%d", fn.File, in.Line)
	}
}

// Lookup returns the model of the function called name.
func (c *Checks) Lookup(name string) (machine.Model, bool) {
	switch name {
	case c.pkg + ".check":
		return c.check, false
	case c.pkg + ".maybe":
		return c.maybe, false
	}
	return c.Models.Lookup(name)
}

func (c *Checks) check(call *machine.Call) (machine.Value, machine.Status) {
	c.Calls++
	_, known := call.Arg(0).(bool)
	switch {
	case call.M.True(call.Arg(0)):
	case known:
		c.Failed = append(c.Failed, c.place+": false")
	default:
		c.Failed = append(c.Failed, c.place+": not known")
	}
	return nil, machine.Done
}

func (c *Checks) maybe(call *machine.Call) (machine.Value, machine.Status) {
	c.Calls++
	s := c.seen[c.place]
	if call.M.True(call.Arg(0)) {
		s[0] = true
	} else {
		s[1] = true
	}
	c.seen[c.place] = s
	return nil, machine.Done
}

// Certain returns the places where maybe was always called with the same.
func (c *Checks) Certain() []string {
	var out []string
	for place, s := range c.seen {
		switch {
		case !s[1]:
			out = append(out, place+": always true")
		case !s[0]:
			out = append(out, place+": never true")
		}
	}
	slices.Sort(out)
	return out
}
