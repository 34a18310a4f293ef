package model

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// A typedStream is what generated code makes of the grpc.ServerStream that an interceptor
// has passed on, for the handler: Send calls its SendMsg, Recv its RecvMsg
// (https://pkg.go.dev/google.golang.org/grpc#GenericServerStream). Clients have the like
// (https://pkg.go.dev/google.golang.org/grpc#GenericClientStream).
type typedStream struct {
	stream machine.Value
	view   machine.View // what stacks show of the stream's methods
	body   *machine.Cell
}

// Typed returns the stream that a handler gets for one that an interceptor has passed on. If
// that is the server's own, it is the same.
func Typed(m *machine.Machine, stream machine.Value) machine.Value {
	v := m.Resolve(stream)
	if _, ok := v.(*machine.Iface); ok {
		// What the interceptor does is its own business: the access is where the handler calls.
		return &typedStream{stream: v, view: machine.Leaf}
	}
	return v
}

// Method returns the model of a stream's method.
func (s *typedStream) Method(name string) machine.Model {
	switch name {
	case "Send", "SendAndClose":
		return func(c *machine.Call) (machine.Value, machine.Status) {
			return s.forward(c, "SendMsg", []*code.Type{c.M.ErrorType()}, boxed(c.M, c.Args[1]))
		}
	case "Recv":
		return s.recv
	case "CloseAndRecv":
		return s.closeAndRecv
	}
	return func(c *machine.Call) (machine.Value, machine.Status) {
		return s.forward(c, name, resultsOf(c), c.Args[1:]...)
	}
}

// Assert returns the stream as the struct around it that generated code makes.
func (s *typedStream) Assert(m *machine.Machine, t *code.Type) (machine.Value, bool) {
	if t.Kind != code.Pointer || t.Elem == nil || !contract.IsGenericStream(t.Elem.Origin) {
		return nil, false
	}
	if s.body == nil {
		s.body = m.Embedding(t.Elem, s.stream)
	}
	return s.body, true
}

// forward calls a method of the stream.
func (s *typedStream) forward(c *machine.Call, name string, results []*code.Type, args ...machine.Value) (machine.Value, machine.Status) {
	fn, all := c.M.Invoke(s.stream, name, results, args...)
	return c.CallFrom(s.view, fn, all)
}

// recv calls RecvMsg with a new message.
func (s *typedStream) recv(c *machine.Call) (machine.Value, machine.Status) {
	results := resultsOf(c)
	if len(results) != 2 {
		return s.forward(c, "RecvMsg", []*code.Type{c.M.ErrorType()}, c.M.NewUnknown(c.M.Any(), "message").NonNil())
	}
	message := c.M.Outside(results[0], "message")
	stream, called := s.stream, false
	v, status := c.Then(func(m *machine.Machine, g *machine.Goroutine, err machine.Value) (bool, machine.Value) {
		if !called {
			called = true
			fn, all := m.Invoke(stream, "RecvMsg", []*code.Type{m.ErrorType()}, boxed(m, message))
			m.StartCall(g, fn, all)
			return false, nil
		}
		if m.IsNil(err) {
			return true, machine.Tuple{message, machine.Nil{}}
		}
		return true, machine.Tuple{m.Zero(results[0]), err}
	})
	c.G.View(s.view)
	return v, status
}

// closeAndRecv calls CloseSend, and then RecvMsg.
func (s *typedStream) closeAndRecv(c *machine.Call) (machine.Value, machine.Status) {
	stage, recv := 0, &machine.Closure{Name: c.Name, Results: resultsOf(c), Native: s.recv}
	v, status := c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
		stage++
		switch stage {
		case 1:
			fn, all := m.Invoke(s.stream, "CloseSend", []*code.Type{m.ErrorType()})
			m.StartCall(g, fn, all)
		case 2:
			m.StartCall(g, recv, nil)
		default:
			return true, v
		}
		return false, nil
	})
	c.G.View(s.view)
	return v, status
}

// resultsOf returns the types of a call's results.
func resultsOf(c *machine.Call) []*code.Type {
	switch {
	case len(c.Results) > 0:
		return c.Results
	case c.In == nil || c.In.T == nil:
		return nil
	case c.In.T.Kind == code.Tuple:
		return c.In.T.Elems
	}
	return []*code.Type{c.In.T}
}

// boxed returns a message as an interface value.
func boxed(m *machine.Machine, v machine.Value) machine.Value {
	if c, ok := m.Resolve(v).(*machine.Cell); ok && c.T != nil {
		return &machine.Iface{T: m.Program.PointerTo(c.T), V: c}
	}
	return v
}
