package model

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// grpcRows are functions of grpc-go's servers
// (https://pkg.go.dev/google.golang.org/grpc#Server).
func grpcRows() table {
	const grpc = "google.golang.org/grpc."
	return table{
		grpc + "NewServer":                   {newServer, false},
		"(*" + grpc + "Server).Serve":        {serveCalls, true},
		"(*" + grpc + "Server).Stop":         {stopCalls(false), true},
		"(*" + grpc + "Server).GracefulStop": {stopCalls(true), true},

		"(*" + grpc + "Server).RegisterService":          {registerService, false},
		"(" + grpc + "ServiceRegistrar).RegisterService": {registerService, false},

		grpc + "StreamInterceptor":      {newOption(func(o *option, v machine.Value) { o.first.Streams = []machine.Value{v} }), false},
		grpc + "UnaryInterceptor":       {newOption(func(o *option, v machine.Value) { o.first.Unary = []machine.Value{v} }), false},
		grpc + "UnknownServiceHandler":  {newOption(func(o *option, v machine.Value) { o.first.Unknown = v }), false},
		grpc + "ChainStreamInterceptor": {newOption(func(o *option, v machine.Value) { o.more.Streams = append(o.more.Streams, v) }), false},
		grpc + "ChainUnaryInterceptor":  {newOption(func(o *option, v machine.Value) { o.more.Unary = append(o.more.Unary, v) }), false},
	}
}

// A Server is a grpc.Server: each call of a method that is registered runs in a goroutine of
// its own, through the interceptors
// (https://github.com/grpc/grpc-go/blob/master/Documentation/concurrency.md#servers).
type Server struct {
	Streams []machine.Value // interceptors of streams, outermost first
	Unary   []machine.Value // those of other calls
	Unknown machine.Value   // the handler of unknown methods, or nil
	// Services are the objects that are registered, and Handlers the functions by which
	// descriptions of services call one.
	Services []machine.Value
	Handlers []Handler
	// Running are the goroutines of calls.
	Running []*machine.Goroutine
	Stopped bool
	waiting bool // for the environment
}

// A Handler is a grpc.StreamHandler, or the Handler of a grpc.MethodDesc, and the object that
// it gets.
type Handler struct {
	Impl, Func machine.Value
	Unary      bool
}

// Method returns nil: what is known of a server is for the environment.
func (s *Server) Method(string) machine.Model { return nil }

// Started says that calls come from now on, by g.
func (s *Server) Started(g *machine.Goroutine) {
	s.waiting = false
	s.Running = append(s.Running, g)
}

// Empty reports whether nothing is known that a call would run.
func (s *Server) Empty() bool {
	return len(s.Services)+len(s.Handlers)+len(s.Streams) == 0 && s.Unknown == nil
}

// open lets the environment call s, now or later.
func (s *Server) open(c *machine.Call, now bool) {
	if c.M.Registry == nil || s.Empty() || s.waiting && !now {
		return
	}
	s.waiting = true
	c.M.Registry.Calls(c.M, c.G, s, now)
}

// An option is a grpc.ServerOption. "The chained interceptors ... execute after" the one that
// StreamInterceptor or UnaryInterceptor installs.
type option struct{ first, more Server }

// Method returns nil.
func (o *option) Method(string) machine.Model { return nil }

func newOption(set func(o *option, v machine.Value)) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		o := new(option)
		add := func(v machine.Value) {
			if cl, ok := c.M.Resolve(v).(*machine.Closure); ok && cl.Fn != nil {
				set(o, cl)
			}
		}
		add(c.Args[0])
		c.M.Visit(c.Args[0], add)
		return o, machine.Done
	}
}

// WithOptions returns a server with those of the values that are options or interceptors.
func WithOptions(m *machine.Machine, values ...machine.Value) *Server {
	s := new(Server)
	s.apply(m, values...)
	return s
}

func (s *Server) apply(m *machine.Machine, values ...machine.Value) {
	for _, v := range values {
		if cl, ok := m.Resolve(v).(*machine.Closure); ok && cl.Fn != nil && cl.Fn.Interceptor {
			s.Streams = append(s.Streams, cl)
		}
		o, ok := m.Resolve(v).(*option)
		if !ok {
			m.Visit(v, func(v machine.Value) { s.apply(m, v) })
			continue
		}
		s.Streams = append(append(slices.Clip(o.first.Streams), s.Streams...), o.more.Streams...)
		s.Unary = append(append(slices.Clip(o.first.Unary), s.Unary...), o.more.Unary...)
		if o.first.Unknown != nil {
			s.Unknown = o.first.Unknown
		}
	}
}

func newServer(c *machine.Call) (machine.Value, machine.Status) {
	t := c.Result(0)
	if t.Kind != code.Pointer {
		return c.M.Havoc(c), machine.Done
	}
	cell := machine.NewCell(t.Elem, nil)
	s := machine.Sync[Server](c.M, cell)
	s.apply(c.M, c.Args...)
	s.open(c, false)
	return cell, machine.Done
}

// serverOf returns the server that v is, as a pointer or as a grpc.ServiceRegistrar.
func serverOf(c *machine.Call, v machine.Value) *Server {
	v = c.M.Resolve(v)
	if i, ok := v.(*machine.Iface); ok {
		v = c.M.Resolve(i.V)
	}
	if u, ok := v.(*machine.Unknown); ok && u.T != nil && u.T.Kind == code.Pointer {
		v = (&machine.Call{M: c.M, G: c.G, Args: []machine.Value{u.NonNil()}}).Pointer(0)
	}
	return machine.Sync[Server](c.M, v)
}

// isRegister reports whether name is that of a generated function RegisterXxxServer.
func isRegister(name string) bool {
	base := name[strings.LastIndexByte(name, '.')+1:]
	return contract.IsRegister(base) && !strings.HasPrefix(name, "(")
}

// register keeps a service: its methods are called when the server serves.
func register(c *machine.Call) (machine.Value, machine.Status) {
	if len(c.Args) == 2 {
		s := serverOf(c, c.Args[0])
		s.Services = append(s.Services, c.Args[1])
		s.open(c, false)
	}
	return nil, machine.Done
}

// registerService keeps the handlers of a grpc.ServiceDesc, which are fields 2 and 3 of it
// (https://pkg.go.dev/google.golang.org/grpc#ServiceDesc). The description in generated code is not
// known, but the methods of the object say the same.
func registerService(c *machine.Call) (machine.Value, machine.Status) {
	s := serverOf(c, c.Args[0])
	n := len(s.Handlers)
	if desc, ok := c.Arg(1).(*machine.Cell); ok && !desc.FromOutside() {
		s.describe(c.M, desc, 2, "Methods", "MethodDesc", c.Args[2])
		s.describe(c.M, desc, 3, "Streams", "StreamDesc", c.Args[2])
	}
	if len(s.Handlers) == n {
		s.Services = append(s.Services, c.Args[2])
	}
	s.open(c, false)
	return nil, machine.Done
}

// describe adds the handlers that a field of a description lists. The handler is field 1 of
// each element.
func (s *Server) describe(m *machine.Machine, desc *machine.Cell, i int, field, elem string, impl machine.Value) {
	t := m.Program.Lookup("google.golang.org/grpc." + elem)
	if t == nil {
		return
	}
	list := &code.Type{Name: "[]" + t.Name, Kind: code.Slice, Elem: t}
	m.Visit(m.Load(m.FieldOf(desc, i, field, list)), func(v machine.Value) {
		f := m.Load(m.FieldOf(machine.NewCell(t, v), 1, "Handler", m.Any()))
		if cl, ok := m.Resolve(f).(*machine.Closure); ok && cl.Fn != nil {
			s.Handlers = append(s.Handlers, Handler{impl, cl, elem == "MethodDesc"})
		}
	})
}

// serveCalls: "Serve will return when lis.Accept fails with fatal errors", and after Stop or
// GracefulStop.
func serveCalls(c *machine.Call) (machine.Value, machine.Status) {
	s := serverOf(c, c.Args[0])
	if s.Stopped || c.M.Choices.Percent(5) {
		s.Stopped = true
		return c.M.Error(c.Name), machine.Done
	}
	s.open(c, true)
	served := false
	return c.Then(func(_ *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if !served {
			served = true
			g.Block(func() bool { return s.Stopped })
			return false, nil
		}
		return true, machine.Nil{}
	})
}

// stopCalls: GracefulStop "stops the server from accepting new connections and RPCs and
// blocks until all the pending RPCs are finished"; Stop doesn't wait for their handlers.
func stopCalls(wait bool) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		s := serverOf(c, c.Args[0])
		s.Stopped = true
		if !wait {
			return nil, machine.Done
		}
		for _, g := range s.Running {
			if !g.Ended() {
				c.G.Block(g.Ended)
				return nil, machine.Blocked
			}
			c.G.Acquire(g.Clock)
		}
		return nil, machine.Done
	}
}

// Through returns handler, a function of two arguments, with the interceptors around it: each
// of them is called with these two, with what is known of the call, and with a function that
// goes on to the next.
func Through(m *machine.Machine, interceptors []machine.Value, handler machine.Value) machine.Value {
	for _, around := range slices.Backward(interceptors) {
		next := handler
		info := infoFor(m, around)
		handler = &machine.Closure{Name: "handler", Native: func(c *machine.Call) (machine.Value, machine.Status) {
			return c.Call(around, []machine.Value{c.Args[0], c.Args[1], info, next})
		}}
	}
	return handler
}

// infoFor returns the *grpc.StreamServerInfo or *grpc.UnaryServerInfo for an interceptor.
func infoFor(m *machine.Machine, interceptor machine.Value) machine.Value {
	if cl, ok := m.Resolve(interceptor).(*machine.Closure); ok && cl.Fn != nil && len(cl.Fn.ParamTypes) == 4 {
		return m.Outside(cl.Fn.ParamTypes[2], "info")
	}
	return machine.Nil{}
}

// Interceptor returns one grpc.UnaryServerInterceptor that stands for all, or nil if there
// are none.
func Interceptor(m *machine.Machine, interceptors []machine.Value) machine.Value {
	if len(interceptors) == 0 {
		return machine.Nil{}
	}
	return &machine.Closure{Name: "interceptor", Native: func(c *machine.Call) (machine.Value, machine.Status) {
		return c.Call(Through(m, interceptors, c.Args[3]), c.Args[:2])
	}}
}

// Receive calls a method of a service, for whose request, if it is not nil, generated code
// receives from the stream first.
func Receive(c *machine.Call, stream, request, fn machine.Value, args []machine.Value) (machine.Value, machine.Status) {
	if _, ok := stream.(*typedStream); request == nil || !ok {
		return c.CallFrom(machine.Base, fn, args)
	}
	stage := 0
	v, status := c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
		stage++
		switch {
		case stage == 1:
			recv, all := m.Invoke(stream.(*typedStream).stream, "RecvMsg", []*code.Type{m.ErrorType()}, boxed(m, request))
			m.StartCall(g, recv, all)
		case stage == 2 && m.IsNil(v):
			g.View(machine.Base)
			m.StartCall(g, fn, args)
		default:
			return true, v
		}
		return false, nil
	})
	c.G.View(machine.Leaf)
	return v, status
}

// UnknownHandler returns a handler from outside, for the innermost interceptor.
func UnknownHandler(m *machine.Machine) machine.Value {
	t := &code.Type{Kind: code.Signature, Handler: true, Elems: []*code.Type{m.ErrorType()}}
	return m.NewUnknown(t, "handler").NonNil()
}
