package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// An assertion decides what an assertion of testify says. Its arguments are those after t.
type assertion func(c *machine.Call, args []machine.Value) bool

// assertions are those of testify that say something about the values that they are given.
// Of others it is mostly true what they say.
var assertions = map[string]assertion{
	"NoError":     func(c *machine.Call, args []machine.Value) bool { return c.M.IsNil(args[0]) },
	"Error":       func(c *machine.Call, args []machine.Value) bool { return !c.M.IsNil(args[0]) },
	"Nil":         func(c *machine.Call, args []machine.Value) bool { return holdsNil(c.M, args[0]) },
	"NotNil":      func(c *machine.Call, args []machine.Value) bool { return !holdsNil(c.M, args[0]) },
	"True":        func(c *machine.Call, args []machine.Value) bool { return c.M.True(args[0]) },
	"False":       func(c *machine.Call, args []machine.Value) bool { return !c.M.True(args[0]) },
	"Equal":       equalObjects,
	"NotEqual":    negated(equalObjects),
	"Same":        equalObjects,
	"NotSame":     negated(equalObjects),
	"ErrorIs":     errorIs,
	"NotErrorIs":  negated(errorIs),
	"ErrorAs":     func(c *machine.Call, args []machine.Value) bool { return !c.M.IsNil(args[0]) && mostly(c, args) },
	"EqualError":  func(c *machine.Call, args []machine.Value) bool { return !c.M.IsNil(args[0]) && mostly(c, args) },
	"Fail":        never,
	"FailNow":     never,
	"EqualValues": mostly, "NotEqualValues": mostly, "Exactly": mostly, "EqualExportedValues": mostly,
	"ErrorContains": mostly, "NotErrorAs": mostly, "Contains": mostly, "NotContains": mostly, "Len": mostly,
	"Empty": mostly, "NotEmpty": mostly, "Zero": mostly, "NotZero": mostly, "ElementsMatch": mostly, "NotElementsMatch": mostly,
	"Subset": mostly, "NotSubset": mostly, "Greater": mostly, "GreaterOrEqual": mostly, "Less": mostly, "LessOrEqual": mostly,
	"Positive": mostly, "Negative": mostly, "InDelta": mostly, "InEpsilon": mostly, "IsType": mostly, "IsNotType": mostly,
	"Implements": mostly, "NotImplements": mostly, "JSONEq": mostly, "YAMLEq": mostly, "Regexp": mostly, "NotRegexp": mostly,
	"WithinDuration": mostly, "WithinRange": mostly, "FileExists": mostly, "DirExists": mostly, "NoFileExists": mostly, "NoDirExists": mostly,
}

func mostly(c *machine.Call, _ []machine.Value) bool { return c.M.Choices.Mostly(85) }

func never(*machine.Call, []machine.Value) bool { return false }

func negated(a assertion) assertion {
	return func(c *machine.Call, args []machine.Value) bool { return !a(c, args) }
}

// holdsNil reports whether an interface value is nil, or holds a nil reference.
func holdsNil(m *machine.Machine, v machine.Value) bool {
	if i, ok := m.Resolve(v).(*machine.Iface); ok {
		return i.T.Kind.IsReference() && m.IsNil(i.V)
	}
	return m.IsNil(v)
}

// equalObjects: "ObjectsAreEqual determines if two objects are considered equal": as
// reflect.DeepEqual does, so that objects may be equal that are not the same.
func equalObjects(c *machine.Call, args []machine.Value) bool {
	a, aOK := c.M.Resolve(args[0]).(*machine.Iface)
	b, bOK := c.M.Resolve(args[1]).(*machine.Iface)
	switch {
	case aOK && bOK && a.T != b.T:
		return false
	case aOK && bOK && a.T.Kind.IsScalar():
		return c.M.Equal(a.V, b.V)
	}
	return mostly(c, args)
}

func errorIs(c *machine.Call, args []machine.Value) bool {
	of := *c
	of.Args = args
	v, _ := isError(&of)
	return c.M.True(v)
}

// testify is github.com/stretchr/testify. "The require package provides same global
// functions as the assert package, but instead of returning a boolean result they terminate
// current test. ... Functions in this package call t.FailNow()"
// (https://pkg.go.dev/github.com/stretchr/testify#readme-require-package).
func testify() table {
	t := table{}
	for _, pkg := range []string{"assert", "require"} {
		path := "github.com/stretchr/testify/" + pkg
		t[path+".New"] = row{newAssertions, false}
		forms := func(name string, do func(ending bool) machine.Model, visible bool) {
			for _, name := range []string{name, name + "f"} {
				t[path+"."+name] = row{do(pkg == "require"), visible}
				t["(*"+path+".Assertions)."+name] = row{onAssertions(do(pkg == "require")), visible}
			}
		}
		for name, holds := range assertions {
			forms(name, func(ending bool) machine.Model { return asserts(holds, ending || name == "FailNow") }, false)
		}
		for _, name := range []string{"Panics", "NotPanics", "PanicsWithValue", "PanicsWithError", "Condition"} {
			forms(name, callsBack, false)
		}
		for _, name := range []string{"Eventually", "EventuallyWithT", "Never"} {
			forms(name, polls(name == "Never"), true)
		}
	}
	return t
}

// assertionsOf is the state of an assert.Assertions or a require.Assertions.
type assertionsOf struct{ t machine.Value }

func newAssertions(c *machine.Call) (machine.Value, machine.Status) {
	cell := newObject(c)
	machine.Sync[assertionsOf](c.M, cell).t = c.Args[0]
	return cell, machine.Done
}

// onAssertions makes the model of a method of what newAssertions makes.
func onAssertions(do machine.Model) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		s := objectOf[assertionsOf](c)
		if s == nil {
			return nil, machine.Pushed
		}
		of := *c
		of.Args = append([]machine.Value{s.t}, c.Args[1:]...)
		return do(&of)
	}
}

// asserts makes the model of an assertion. If it doesn't hold, one that is ending ends the
// test.
func asserts(holds assertion, ending bool) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		ok := holds(c, c.Args[1:])
		if !ok && ending {
			return failNow(c, c.Args[0])
		}
		return outcome(c, ok), machine.Done
	}
}

func outcome(c *machine.Call, ok bool) machine.Value {
	if len(c.Results) == 0 {
		return nil
	}
	return ok
}

// failNow calls t.FailNow in place of c. That of package testing ends the goroutine.
func failNow(c *machine.Call, t machine.Value) (machine.Value, machine.Status) {
	i, ok := c.M.Resolve(t).(*machine.Iface)
	if !ok || strings.HasPrefix(i.T.Name, "*testing.") {
		c.M.Goexit(c.G)
		return nil, machine.Pushed
	}
	fn, args := c.M.Invoke(i, "FailNow", nil)
	return c.Call(fn, args)
}

// callsBack makes the model of an assertion about what a function does that it calls.
func callsBack(bool) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		var fn machine.Value
		for _, a := range c.Args {
			if cl, ok := c.M.Resolve(a).(*machine.Closure); ok {
				fn = cl
			}
		}
		if fn == nil {
			return outcome(c, true), machine.Done
		}
		called := false
		return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
			if called {
				return true, outcome(c, true)
			}
			called = true
			m.StartCall(g, fn, nil)
			return false, nil
		})
	}
}

// polling is how often Eventually calls its condition in an execution.
const polling = 3

// polls makes the model of Eventually, which "asserts that given condition will be met in
// waitFor time, periodically checking target function each tick", or of Never: each check is
// in a goroutine of its own, one at a time, and the last one may run on when the time is
// over.
func polls(never bool) func(ending bool) machine.Model {
	return func(ending bool) machine.Model {
		return func(c *machine.Call) (machine.Value, machine.Status) {
			p := &poll{c: c, never: never, ending: ending}
			return c.Then(p.step)
		}
	}
}

type poll struct {
	c             *machine.Call
	never, ending bool
	n             int
	check         *machine.Goroutine
	met           machine.Value // what the last check has returned
}

func (p *poll) step(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
	late := p.check != nil && m.Choices.Percent(10)
	switch {
	case p.check != nil && !p.check.Ended() && !late:
		g.Block(p.check.Ended)
		return false, nil
	case p.check != nil && !late:
		g.Acquire(p.check.Clock)
		if p.met == nil || m.True(p.met) {
			return p.result(m, g, !p.never)
		}
	}
	if late || p.n == polling {
		return p.result(m, g, p.never)
	}
	p.n++
	p.start(m)
	return p.check == nil, nil
}

// result ends the assertion.
func (p *poll) result(m *machine.Machine, g *machine.Goroutine, ok bool) (bool, machine.Value) {
	if !ok && p.ending {
		m.Goexit(g)
		return false, nil
	}
	return true, outcome(p.c, ok)
}

// start starts a check of the condition.
func (p *poll) start(m *machine.Machine) {
	var args []machine.Value
	if cl, ok := m.Resolve(p.c.Args[1]).(*machine.Closure); ok && cl.Fn != nil {
		for _, t := range cl.Fn.ParamTypes { // *assert.CollectT
			args = append(args, machine.NewCell(t.Elem, &machine.Struct{}))
		}
	}
	fn, called := p.c.Args[1], false
	p.met = false
	body := &machine.Closure{Name: "condition", Native: func(c *machine.Call) (machine.Value, machine.Status) {
		return c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
			if !called {
				called = true
				m.StartCall(g, fn, args)
				return false, nil
			}
			p.met = v
			if v == nil { // The condition collects failures.
				p.met = m.NewUnknown(m.Program.Basic("bool", code.Bool), "met")
			}
			return true, nil
		})
	}}
	p.check = p.c.Start(machine.FromGo, body, nil)
}
