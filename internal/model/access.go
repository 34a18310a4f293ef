package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// objectMethod returns the model of a call that does something to an object of the contract.
func objectMethod(name string, use contract.Use) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		u, ok := c.Arg(0).(*machine.Unknown)
		if !ok {
			return c.M.Havoc(c), machine.Done
		}
		return useObject(c, u, name, use)
	}
}

// objectFunc returns the model of a function that gets an object of the contract as its first
// argument.
func objectFunc(name string, use contract.Use) machine.Model {
	name = name[strings.LastIndexByte(name, '.')+1:]
	return func(c *machine.Call) (machine.Value, machine.Status) {
		u := c.M.StreamOf(c.Args[0], nil)
		if u == nil {
			return c.M.Havoc(c), machine.Done
		}
		return useObject(c, u, name, use)
	}
}

func useObject(c *machine.Call, u *machine.Unknown, name string, use contract.Use) (machine.Value, machine.Status) {
	if use.Side != 0 && !u.Over() {
		c.M.Access(c.G, u, use, name)
	}
	if u.Object().Ends(name) {
		u.EndPart()
	}
	switch {
	case use.Runs:
		return runGiven(c, u, use, name)
	case use.Keeps:
		keep(c, u, name)
		return asked(c), machine.Done
	case use.Sets && use.Part == nil || use.Side == 0 && !use.Same && use.Part == nil:
		return asked(c), machine.Done
	case use.Side&contract.RecvSide == 0 && !isBool(c):
		if c.M.Models.Fills(name) {
			c.Fill() // Scan of a row
		}
		return related(c, u, use, name, result(c, c.M.MaybeError(10, name))), machine.Done
	}
	if c.M.Choices.Percent(25) {
		c.G.Yield() // the other side takes its time
	}
	kept := u.Whole().Kept()
	if len(kept) == 0 || !c.M.Choices.Percent(40) {
		return related(c, u, use, name, ofKind(c, use, receive(c, u))), machine.Done
	}
	fn, called, call := kept[c.M.Choices.Intn(len(kept))], false, *c
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if !called {
			called = true
			m.CallUnknown(g, fn)
			return false, nil
		}
		return true, related(&call, u, use, name, ofKind(&call, use, receive(&call, u)))
	})
}

// ofKind makes the first result of a call that has received something one of those that it can be.
func ofKind(c *machine.Call, use contract.Use, v machine.Value) machine.Value {
	vs, ok := v.(machine.Tuple)
	if len(use.Kinds) == 0 || !ok {
		return v
	}
	if _, ok := vs[len(vs)-1].(machine.Nil); ok {
		vs[0] = use.Kinds[c.M.Choices.Intn(len(use.Kinds))]
	}
	return vs
}

// keep notes the functions that later calls of the object run.
func keep(c *machine.Call, u *machine.Unknown, name string) {
	for i := 1; i < len(c.Args); i++ {
		cl, _ := c.Arg(i).(*machine.Closure)
		if cl != nil && cl.Fn == nil {
			cl = nil
		}
		u.Whole().Keep(name, cl)
	}
}

// asked makes the results of a call that neither sends nor receives.
func asked(c *machine.Call) machine.Value {
	if n := len(c.Results); n > 0 && c.Results[n-1].Error {
		return result(c, c.M.MaybeError(3, c.Name))
	}
	return c.M.Havoc(c)
}

// isBool reports whether a call says by a boolean whether there is more.
func isBool(c *machine.Call) bool { return len(c.Results) == 1 && c.Results[0].Kind == code.Bool }

// related makes the object among the results of a call another form of u, or a part of it, if
// the contract says so.
func related(c *machine.Call, u *machine.Unknown, use contract.Use, name string, v machine.Value) machine.Value {
	if !use.Same && use.Part == nil {
		return v
	}
	vs, ok := v.(machine.Tuple)
	if !ok {
		vs = machine.Tuple{v}
	}
	for i, t := range c.Results {
		if i >= len(vs) || t.Error || t.Kind != code.Interface && t.Kind != code.Pointer {
			continue
		}
		if _, isNil := vs[i].(machine.Nil); isNil {
			break // the call has failed
		}
		if use.Part != nil {
			vs[i] = c.M.PartOf(c.G, u, t, use.Part, name)
		} else {
			vs[i] = c.M.FormOf(u, t)
		}
		break
	}
	if !ok {
		return vs[0]
	}
	return vs
}

// newOf makes the results of a function that returns a new object each time.
func newOf(c *machine.Call) (machine.Value, machine.Status) {
	return result(c, c.M.MaybeError(3, c.Name)), machine.Done
}

// messages is how many messages a stream receives in an execution before it ends, mostly.
const messages = 3

// receive gives a message, and after some an error: io.EOF, or another one. What it is given to
// store a message in is filled: "RecvMsg blocks until it receives a message into m"
// (https://pkg.go.dev/google.golang.org/grpc#ServerStream).
func receive(c *machine.Call, u *machine.Unknown) machine.Value {
	n := u.Count()
	if u.AtEnd() || n > messages && !c.M.Choices.Percent(50) || c.M.Choices.Percent(15) {
		u.End()
		u.EndPart()
		if c.M.Choices.Percent(50) {
			c.G.Linger() // streams are long: that one ends early is seldom
		}
		return result(c, c.M.Error("Recv"))
	}
	c.Fill()
	return result(c, machine.Nil{})
}

// result makes the results of a call that ends with an error. If the last result is none, it
// says in another way whether there was one.
func result(c *machine.Call, err machine.Value) machine.Value {
	n := len(c.Results)
	if n == 0 || n == 1 && c.Results[0].Error {
		return err
	}
	_, ok := err.(machine.Nil)
	vs := make(machine.Tuple, n)
	for i, t := range c.Results {
		switch {
		case i == n-1 && t.Error:
			vs[i] = err
		case i == n-1 && t.Kind == code.Bool:
			vs[i] = ok
		case !ok && n == 1 && t.Kind == code.Interface:
			vs[i] = err // what is received may be an error
		case !ok && c.Results[n-1].Error:
			vs[i] = c.M.Zero(t)
		default:
			vs[i] = c.M.Outside(t, "message")
			if v, ok := vs[i].(*machine.Unknown); ok && t.Kind.IsReference() {
				v.NonNil()
			}
		}
	}
	if n == 1 {
		return vs[0]
	}
	return vs
}
