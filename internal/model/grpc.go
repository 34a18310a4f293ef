package model

import (
	"github.com/streamvet/streamvet/internal/code"
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

// streamMethod returns the model of a method of a gRPC stream that uses no side of it.
func streamMethod(name string) machine.Model {
	if name == "Context" {
		return streamContext
	}
	return havoc
}

// streamContext: the context of a stream, which the environment may cancel at any time.
func streamContext(c *machine.Call) (machine.Value, machine.Status) {
	u, ok := c.Arg(0).(*machine.Unknown)
	if !ok {
		return newContext(c.M, nil, true), machine.Done
	}
	return u.Whole().Context(func() machine.Value { return newContext(c.M, nil, true) }), machine.Done
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
