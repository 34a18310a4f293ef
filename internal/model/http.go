package model

import (
	"maps"
	"strings"

	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// httpRows are functions of net/http that keep handlers, call them, or serve them.
func httpRows() table {
	t := table{
		"net/http.HandleFunc":             {handleDefault, false},
		"net/http.Handle":                 {handleDefault, false},
		"net/http.NewServeMux":            {newMux, false},
		"(*net/http.ServeMux).HandleFunc": {handleMux, false},
		"(*net/http.ServeMux).Handle":     {handleMux, false},
		"(*net/http.ServeMux).ServeHTTP":  {serveMux, false},
		"(*net/http.ServeMux).Handler":    {muxHandler, false},

		"(net/http.HandlerFunc).ServeHTTP": {handlerFunc, false},
		"net/http.StripPrefix":             {argument(1), false},
		"net/http.MaxBytesHandler":         {argument(0), false},
		"net/http.AllowQuerySemicolons":    {argument(0), false},
		"net/http.TimeoutHandler":          {timeoutHandler, false},

		"(*net/http.Request).Context":     {requestContext, false},
		"(*net/http.Request).WithContext": {withRequestContext, false},
		"(*net/http.Request).Clone":       {withRequestContext, false},
	}
	maps.Copy(t, httpServers())
	return t
}

// argument gives argument i back: a handler that does something before or after the one that
// it was made from, in the same goroutine.
func argument(i int) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) { return c.Args[i], machine.Done }
}

// A mux keeps handlers: an http.ServeMux, or a router that is like one. Which handler gets a
// request is not known.
type mux struct {
	handlers []machine.Value
	around   []machine.Value // functions that make handlers of handlers
	known    clock.Vector    // what was done before handlers were added
	served   bool            // whether the environment serves it
	explicit bool            // whether the program does
}

// Method returns the model of a mux's method.
func (x *mux) Method(name string) machine.Model {
	if name == "ServeHTTP" {
		return func(c *machine.Call) (machine.Value, machine.Status) { return x.serve(c, c.Args[1:]) }
	}
	return nil
}

func (x *mux) add(c *machine.Call, h machine.Value) {
	x.handlers = append(x.handlers, h)
	c.G.Release(&x.known)
}

// serve hands a request to one of the handlers. The mux has a lock, so that a handler knows
// what was done before it was added.
func (x *mux) serve(c *machine.Call, request []machine.Value) (machine.Value, machine.Status) {
	if len(x.handlers) == 0 {
		return nil, machine.Done
	}
	c.G.Acquire(x.known)
	return ServeHTTP(c, x.pick(c.M), request)
}

// pick chooses a handler, mostly one that may use objects of the contract.
func (x *mux) pick(m *machine.Machine) machine.Value {
	list := x.handlers
	var leading []machine.Value
	for _, h := range list {
		if leads(m, h) {
			leading = append(leading, h)
		}
	}
	if n := len(leading); 0 < n && n < len(list) && m.Choices.Mostly(80) {
		list = leading
	}
	return list[m.Choices.Intn(len(list))]
}

// leads reports whether a handler may use objects of the contract, as far as that is known.
func leads(m *machine.Machine, h machine.Value) bool {
	switch v := m.Resolve(h).(type) {
	case *machine.Closure:
		return v.Fn == nil || m.Leads == nil || m.Leads(v.Fn)
	case *chain:
		return leads(m, v.handlers[len(v.handlers)-1])
	}
	return true
}

// open lets the environment serve x, if the program doesn't.
func (x *mux) open(c *machine.Call) {
	if !x.served && c.M.Registry != nil {
		x.served = true
		c.M.Registry.Requests(c.M, c.G, &unseenServer{x}, false)
	}
}

// An unseenServer gives requests to a mux, unless the program serves that itself.
type unseenServer struct{ mux *mux }

// Method returns the model of ServeHTTP.
func (s *unseenServer) Method(name string) machine.Model {
	if s.mux.explicit {
		return nothing
	}
	return s.mux.Method(name)
}

func newMux(c *machine.Call) (machine.Value, machine.Status) {
	return machine.NewCell(c.Result(0).Elem, nil), machine.Done
}

// handleMux is Handle and HandleFunc of a mux. A mux from outside is served by the code that has
// made it.
func handleMux(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	x := machine.Sync[mux](c.M, cell)
	x.add(c, c.Args[2])
	if cell.FromOutside() {
		x.open(c)
	}
	return nil, machine.Done
}

// handleDefault registers a handler "in DefaultServeMux"
// (https://pkg.go.dev/net/http#Handle).
func handleDefault(c *machine.Call) (machine.Value, machine.Status) {
	x := defaultMux(c)
	x.add(c, c.Args[1])
	x.open(c)
	return nil, machine.Done
}

func defaultMux(c *machine.Call) *mux {
	t := c.M.Program.PointerTo(c.M.Program.Basic("net/http.ServeMux", code.Struct))
	v := c.M.Load(c.M.Global("net/http.DefaultServeMux", t))
	cell := (&machine.Call{M: c.M, G: c.G, Args: []machine.Value{v}}).Pointer(0)
	if cell == nil {
		return new(mux)
	}
	return machine.Sync[mux](c.M, cell)
}

func serveMux(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	return machine.Sync[mux](c.M, cell).serve(c, c.Args[1:])
}

// muxHandler returns "the handler to use for the given request"
// (https://pkg.go.dev/net/http#ServeMux.Handler).
func muxHandler(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	return machine.Tuple{machine.Sync[mux](c.M, cell), c.M.NewUnknown(c.Result(1), "pattern")}, machine.Done
}

// ServeHTTP gives a request to a handler: a function, or an object with the method ServeHTTP.
func ServeHTTP(c *machine.Call, h machine.Value, request []machine.Value) (machine.Value, machine.Status) {
	var fn machine.Value
	var args []machine.Value
	switch v := c.M.Resolve(h).(type) {
	case *machine.Closure:
		fn, args = h, handlerArguments(c.M, v, request)
	case *mux:
		return v.serve(c, request)
	case *chain:
		return v.serve(c)
	case *intercepted:
		return v.serve(c)
	default:
		fn, args = c.M.Invoke(v, "ServeHTTP", nil, request...)
	}
	if cl, ok := fn.(*machine.Closure); ok && cl.Fn != nil && c.G.Origin.Kind == machine.FromRequest {
		c.G.Origin.Name, c.G.Origin.Fn = cl.Name, cl.Fn
		return c.CallFrom(machine.Base, fn, args)
	}
	return c.Call(fn, args)
}

// handlerArguments returns the arguments for a function that handles requests: those of
// net/http, or those that a router makes of them.
func handlerArguments(m *machine.Machine, cl *machine.Closure, request []machine.Value) []machine.Value {
	if cl.Fn == nil {
		return request
	}
	args := make([]machine.Value, len(cl.Fn.ParamTypes))
	for i, t := range cl.Fn.ParamTypes {
		if i < len(request) && strings.Contains(t.Name, "net/http.") {
			args[i] = request[i]
			continue
		}
		args[i] = m.Outside(t, "request")
		if u, ok := args[i].(*machine.Unknown); ok {
			u.NonNil()
		}
	}
	return args
}

func handlerFunc(c *machine.Call) (machine.Value, machine.Status) {
	return ServeHTTP(c, c.Args[0], c.Args[1:])
}

// timeoutHandler: "the new Handler calls h.ServeHTTP to handle each request, but if a call
// runs for longer than its time limit, the handler responds with a 503 Service Unavailable
// error"; the call goes on then, in a goroutine of its own
// (https://pkg.go.dev/net/http#TimeoutHandler).
func timeoutHandler(c *machine.Call) (machine.Value, machine.Status) {
	return &timeLimited{c.Args[0]}, machine.Done
}

type timeLimited struct{ handler machine.Value }

// Method returns the model of ServeHTTP.
func (l *timeLimited) Method(name string) machine.Model {
	if name != "ServeHTTP" {
		return nil
	}
	return func(c *machine.Call) (machine.Value, machine.Status) {
		fn := &machine.Closure{Name: "ServeHTTP", Native: func(c *machine.Call) (machine.Value, machine.Status) {
			return ServeHTTP(c, l.handler, c.Args)
		}}
		g := c.Start(c.G.Origin.Kind, fn, c.Args[1:])
		if g == nil {
			return nil, machine.Pushed
		}
		waited := c.M.Choices.Percent(10)
		return c.Then(func(_ *machine.Machine, caller *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
			if !waited {
				waited = true
				caller.Block(g.Ended)
				return false, nil
			}
			if g.Ended() {
				caller.Acquire(g.Clock)
			}
			return true, nil
		})
	}
}

// requestState is what belongs to a request: its context.
type requestState struct{ ctx *contextObject }

func (s *requestState) context(m *machine.Machine) *contextObject {
	if s.ctx == nil {
		s.ctx = newContext(m, nil, true)
	}
	return s.ctx
}

func requestContext(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	return machine.Sync[requestState](c.M, cell).context(c.M), machine.Done
}

// withRequestContext: "WithContext returns a shallow copy of r with its context changed to
// ctx" (https://pkg.go.dev/net/http#Request.WithContext).
func withRequestContext(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	r := machine.NewCell(cell.T, c.M.Load(cell))
	machine.Sync[requestState](c.M, r).ctx = contextOf(c.M, c.Args[1])
	return r, machine.Done
}

// EndRequest cancels the context of a request: "for incoming server requests, the context is
// canceled ... when the ServeHTTP method returns"
// (https://pkg.go.dev/net/http#Request.Context).
func EndRequest(m *machine.Machine, r machine.Value) {
	if cell, ok := m.Resolve(r).(*machine.Cell); ok {
		machine.Sync[requestState](m, cell).context(m).cancel(m, nil, nil)
	}
}

// serveOutside is a handler from outside: it "should write reply headers and data to the
// ResponseWriter and then return" (https://pkg.go.dev/net/http#Handler).
func serveOutside(c *machine.Call) (machine.Value, machine.Status) {
	if len(c.Args) < 2 {
		return nil, machine.Done
	}
	t := &transfer{object: c.Args[1], method: "Write", data: bytesOf(c, nil), times: 1 + c.M.Choices.Intn(2), then: noResult}
	return t.run(c)
}
