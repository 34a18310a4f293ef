package model

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// interceptors are an option that has them, the outermost first.
type interceptors struct{ list []machine.Value }

// Method returns nil.
func (o *interceptors) Method(string) machine.Model { return nil }

// intercepting returns the model of a function that contract.Around names.
func intercepting(a *contract.Around, name string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		switch {
		case name == a.Option:
			o := new(interceptors)
			c.M.Visit(c.Args[0], func(v machine.Value) { o.list = append(o.list, v) })
			return o, machine.Done
		case slices.Contains(a.Options, name):
			return &interceptors{interceptorsAmong(c)}, machine.Done
		case name == a.Client:
			return newClient(c)
		case slices.Contains(a.Calls, name):
			return callAround(c, a)
		}
		handlers, around := handlersAmong(c), interceptorsAmong(c)
		if len(handlers) != 1 || len(around) == 0 {
			return c.Opaque()
		}
		return intercept(c, a, handlers[0].(*machine.Closure), around)
	}
}

// newClient makes a client whose calls have interceptors around them.
func newClient(c *machine.Call) (machine.Value, machine.Status) {
	list := interceptorsAmong(c)
	if len(list) == 0 {
		return c.Opaque()
	}
	v := c.M.Havoc(c)
	machine.Sync[interceptors](c.M, v).list = list
	return v, machine.Done
}

// callAround makes a call: the client's interceptors make functions of each other, and the outermost
// one is called for the connection.
func callAround(c *machine.Call, a *contract.Around) (machine.Value, machine.Status) {
	around := machine.Sync[interceptors](c.M, c.Args[0]).list
	pkg := strings.TrimPrefix(c.Name[:strings.LastIndex(c.Name, ".Client")], "(*")
	t := c.M.Program.Lookup(pkg + "." + a.ClientConn)
	if len(around) == 0 || t == nil {
		return c.Opaque()
	}
	var made machine.Value = &machine.Closure{Name: "next", Results: []*code.Type{t}, Native: func(c *machine.Call) (machine.Value, machine.Status) {
		return c.M.NewUnknown(t, "stream").NonNil(), machine.Done
	}}
	call, left, calling := *c, len(around), false
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
		switch {
		case calling:
			return true, streamOn(&call, v)
		case left < len(around):
			made = v
		}
		if left--; left >= 0 {
			fn, args := m.Invoke(around[left], a.ClientMethod, nil, made)
			m.StartCall(g, fn, args)
			return false, nil
		}
		calling = true
		spec := m.Any()
		if cl, ok := m.Resolve(made).(*machine.Closure); ok && cl.Fn != nil {
			spec = cl.Fn.ParamTypes[len(cl.Fn.ParamTypes)-1]
		}
		m.StartCall(g, made, []machine.Value{call.Args[1], m.Outside(spec, "spec")})
		return false, nil
	})
}

// streamOn returns the results of a call for the connection that it has.
func streamOn(c *machine.Call, conn machine.Value) machine.Value {
	stream := inside(c.M, c.Result(0), conn)
	if len(c.Results) == 2 {
		return machine.Tuple{stream, machine.Nil{}}
	}
	return stream
}

// interceptorsAmong returns those of the options among the arguments of a call.
func interceptorsAmong(c *machine.Call) []machine.Value {
	var out []machine.Value
	add := func(v machine.Value) {
		if o, ok := c.M.Resolve(v).(*interceptors); ok {
			out = append(out, o.list...)
		}
	}
	for _, a := range c.Args {
		add(a)
		c.M.Visit(a, add)
	}
	return out
}

// intercept serves a handler with interceptors around it, which make functions of each other now.
func intercept(c *machine.Call, a *contract.Around, handler *machine.Closure, around []machine.Value) (machine.Value, machine.Status) {
	v := c.M.Havoc(c)
	call, left := *c, len(around)
	var next machine.Value = &machine.Closure{Name: "next", Native: func(c *machine.Call) (machine.Value, machine.Status) {
		return c.CallFrom(machine.Base, handler, innerArguments(c, handler))
	}}
	started := false
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, made machine.Value) (bool, machine.Value) {
		if started {
			next = made
		}
		if left > 0 {
			left--
			started = true
			fn, args := m.Invoke(around[left], a.Method, nil, next)
			m.StartCall(g, fn, args)
			return false, nil
		}
		x := new(mux)
		x.add(&call, &intercepted{m.Program.Instantiate(connType(m.Resolve(next), handler), handler.Args), handler, next})
		x.open(&call)
		return true, v
	})
}

// connType returns the type of the connection that a function around a handler is given. If nothing
// is around it, that of what the handler gets will do.
func connType(fn machine.Value, handler *machine.Closure) *code.Type {
	cl, ok := fn.(*machine.Closure)
	if !ok || cl.Fn == nil {
		cl = handler
	}
	return cl.Fn.ParamTypes[len(cl.Fn.ParamTypes)-1]
}

// innerArguments returns the arguments of a handler for the context and the connection that the
// innermost function is called with. Whatever else it is given was received before.
func innerArguments(c *machine.Call, handler *machine.Closure) []machine.Value {
	args := make([]machine.Value, len(handler.Fn.ParamTypes))
	for i, t := range handler.Fn.ParamTypes {
		t = c.M.Program.Instantiate(t, handler.Args)
		switch {
		case t.Context:
			args[i] = c.Args[0]
		case i == len(args)-1:
			args[i] = inside(c.M, t, c.Args[1])
		default:
			args[i] = c.M.Outside(t, "request")
		}
	}
	return args
}

// inside returns what a handler gets, of type t, for a connection.
func inside(m *machine.Machine, t *code.Type, conn machine.Value) machine.Value {
	v := m.Resolve(conn)
	if u, ok := v.(*machine.Unknown); ok {
		return m.FormOf(u, t)
	}
	return &around{v}
}

// An around is what a handler is given for a connection that an interceptor has made: its methods
// call those of that.
type around struct{ conn machine.Value }

// Method returns the model of a method.
func (s *around) Method(name string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		results, args := resultsOf(c), c.Args[1:]
		switch {
		case name == "Conn" && len(results) == 2:
			return machine.Tuple{s.conn, machine.Nil{}}, machine.Done
		case name == "Conn":
			return s.conn, machine.Done
		case name == "Msg" || name == "Err":
			return c.M.Havoc(c), machine.Done
		case name == "Close":
			name = "CloseResponse"
		case name == "Receive" || name == "CloseAndReceive":
			return s.receive(c, results)
		case name == "Send":
			args = []machine.Value{boxed(c.M, c.Args[1])}
		}
		fn, all := c.M.Invoke(s.conn, name, results, args...)
		return c.CallFrom(machine.Leaf, fn, all)
	}
}

// receive calls the connection's Receive with a new message, and returns that and the error, or
// whether there was none.
func (s *around) receive(c *machine.Call, results []*code.Type) (machine.Value, machine.Status) {
	message, called := machine.Value(c.M.NewUnknown(c.M.Any(), "message").NonNil()), false
	if len(results) == 2 {
		message = c.M.Outside(results[0], "message")
	}
	v, status := c.Then(func(m *machine.Machine, g *machine.Goroutine, err machine.Value) (bool, machine.Value) {
		if !called {
			called = true
			fn, all := m.Invoke(s.conn, "Receive", []*code.Type{m.ErrorType()}, boxed(m, message))
			m.StartCall(g, fn, all)
			return false, nil
		}
		ok := m.IsNil(err)
		switch {
		case len(results) == 1:
			return true, ok
		case ok:
			return true, machine.Tuple{message, machine.Nil{}}
		}
		return true, machine.Tuple{m.Zero(results[0]), err}
	})
	c.G.View(machine.Leaf)
	return v, status
}

// An intercepted handler is served: each call has a connection of its own.
type intercepted struct {
	conn    *code.Type
	handler *machine.Closure
	fn      machine.Value // the outermost function
}

// Method returns nil: ServeHTTP knows it.
func (h *intercepted) Method(string) machine.Model { return nil }

func (h *intercepted) serve(c *machine.Call) (machine.Value, machine.Status) {
	conn := c.M.NewUnknown(h.conn, "stream").NonNil()
	conn.Server = true
	if c.G.Origin.Kind == machine.FromRequest {
		c.G.Origin.Name, c.G.Origin.Fn = h.handler.Name, h.handler.Fn
	}
	return c.CallFrom(machine.Base, h.fn, []machine.Value{NewContext(c.M), conn})
}
