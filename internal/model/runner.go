package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// runner returns the model of a function that runs what it is given with an object of an API:
// with one that is among its arguments, or with a new one.
func runner(a *contract.API) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
		use := contract.Use{}
		for _, v := range c.Args {
			if u := c.M.StreamOf(v, nil); u != nil && u.Object().API() == a {
				if use = u.Object().Use(name); use.Side == 0 {
					use = a.Whole()
				}
				c.M.Access(c.G, u, use, name)
				return runGiven(c, u, use, name)
			}
		}
		return runGiven(c, nil, use, name)
	}
}

// runGiven calls the functions among the arguments of a call, with another form of u, if they want
// one. If there is no u, they get a new object. The call uses u once more at the end.
func runGiven(c *machine.Call, u *machine.Unknown, use contract.Use, name string) (machine.Value, machine.Status) {
	if _, failed := c.M.MaybeError(10, name).(*machine.Unknown); failed {
		return result(c, c.M.Error(name)), machine.Done
	}
	var given []*machine.Closure
	for _, v := range c.Args {
		if cl, ok := c.M.Resolve(v).(*machine.Closure); ok && cl.Fn != nil {
			given = append(given, cl)
		}
	}
	call, i := *c, 0
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if i < len(given) {
			i++
			m.StartCall(g, given[i-1], givenArguments(m, given[i-1], u))
			return false, nil
		}
		if u != nil && !u.Over() {
			m.Access(g, u, use, name)
		}
		return true, result(&call, m.MaybeError(10, name))
	})
}

// givenArguments returns the arguments for a function that is run with an object.
func givenArguments(m *machine.Machine, cl *machine.Closure, u *machine.Unknown) []machine.Value {
	var args []machine.Value
	for _, t := range cl.Fn.ParamTypes {
		t = m.Program.Instantiate(t, cl.Args)
		switch isObject := t.Object != nil && (t.Kind == code.Pointer || t.Kind == code.Interface); {
		case isObject && u != nil:
			args = append(args, m.FormOf(u, t))
		case isObject:
			args = append(args, m.NewUnknown(t, "connection").NonNil())
		default:
			args = append(args, m.Outside(t, "argument"))
		}
	}
	return args
}
