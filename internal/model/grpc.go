package model

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// handler is a handler from outside that an interceptor is given: it receives and sends on
// the stream, in the goroutine that calls it.
func handler(c *machine.Call) (machine.Value, machine.Status) {
	steps := []string{"RecvMsg", "SendMsg", "SendMsg"}
	var stream machine.Value
	for _, a := range c.Args[1:] {
		if c.M.StreamOf(a, nil) != nil {
			stream = a
		}
	}
	if stream == nil {
		return c.M.Havoc(c), machine.Done
	}
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if len(steps) == 0 || m.Choices.Percent(15) {
			return true, m.MaybeError(12, "handler")
		}
		name := steps[0]
		steps = steps[1:]
		fn, args := m.Invoke(stream, name, []*code.Type{m.ErrorType()}, m.NewUnknown(m.Any(), "m").NonNil())
		m.StartCall(g, fn, args)
		return false, nil
	})
}

// messages is how many messages a stream receives in an execution before it ends, mostly.
const messages = 3

// streamMethod returns the model of a method of a stream.
func streamMethod(name string) machine.Model {
	side := contract.MethodSide(name)
	if side == 0 {
		if name == "Context" {
			return streamContext
		}
		return havoc
	}
	return func(c *machine.Call) (machine.Value, machine.Status) {
		u, ok := c.Arg(0).(*machine.Unknown)
		if !ok {
			return c.M.Havoc(c), machine.Done
		}
		c.M.Access(c.G, u, side, name)
		if side&contract.RecvSide != 0 {
			if c.M.Choices.Percent(25) {
				c.G.Yield() // the other side takes its time
			}
			return receive(c, u), machine.Done
		}
		return result(c, c.M.MaybeError(10, name)), machine.Done
	}
}

// receive gives a message, and after some an error: io.EOF, or another one.
func receive(c *machine.Call, u *machine.Unknown) machine.Value {
	n := u.Count()
	if u.AtEnd() || n > messages && !c.M.Choices.Percent(50) || c.M.Choices.Percent(15) {
		u.End()
		return result(c, c.M.Error("Recv"))
	}
	if len(c.Args) == 2 {
		fill(c.M, c.Args[1])
	}
	return result(c, machine.Nil{})
}

// fill makes a message that RecvMsg is given one from outside: "RecvMsg blocks until it
// receives a message into m" (https://pkg.go.dev/google.golang.org/grpc#ServerStream).
func fill(m *machine.Machine, message machine.Value) {
	i, ok := m.Resolve(message).(*machine.Iface)
	if !ok || !i.T.Message {
		return
	}
	to, ok := m.Resolve(i.V).(*machine.Cell)
	if !ok {
		return
	}
	if from, ok := m.Outside(i.T, "message").(*machine.Cell); ok {
		m.Store(to, m.Load(from))
	}
}

// result makes the results of a call that ends with an error.
func result(c *machine.Call, err machine.Value) machine.Value {
	if len(c.Results) < 2 {
		return err
	}
	vs := make(machine.Tuple, len(c.Results))
	for i, t := range c.Results {
		switch {
		case i == len(vs)-1:
			vs[i] = err
		case err != machine.Value(machine.Nil{}):
			vs[i] = c.M.Zero(t)
		default:
			vs[i] = c.M.Outside(t, "message")
			if v, ok := vs[i].(*machine.Unknown); ok && t.Kind.IsReference() {
				v.NonNil()
			}
		}
	}
	return vs
}

// streamContext: the context of a stream, which the environment may cancel at any time.
func streamContext(c *machine.Call) (machine.Value, machine.Status) {
	u, ok := c.Arg(0).(*machine.Unknown)
	if !ok {
		return newContext(c.M, nil, true), machine.Done
	}
	return u.Context(func() machine.Value { return newContext(c.M, nil, true) }), machine.Done
}

// EndHandler cancels the context of a server's stream, as grpc does when its handler has
// returned.
func EndHandler(m *machine.Machine, stream *machine.Unknown) {
	if x, ok := stream.Context(func() machine.Value { return newContext(m, nil, true) }).(*contextObject); ok {
		x.cancel(m, nil, nil)
	}
}

// NewContext returns the context of a call that the environment makes.
func NewContext(m *machine.Machine) machine.Value { return newContext(m, nil, true) }
