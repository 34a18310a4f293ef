package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// Opaque returns the model of a function that is known only by what it is given: one that
// gets a handler of requests keeps it, as the routers of many libraries do, and what is
// given to Use is around all handlers that come after it
// (https://pkg.go.dev/github.com/go-chi/chi/v5#Router).
func (ms *Models) Opaque(c *machine.Call) machine.Model {
	name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
	method := strings.HasPrefix(c.Name, "(") && len(c.Args) > 0
	if method && name == "Use" && len(c.Args) == 2 {
		return use
	}
	if method && isText(c) {
		return text
	}
	given := handlersAmong(c)
	if len(given) == 0 {
		return nil
	}
	x := new(mux)
	if method {
		x = routerOf(c)
	}
	return func(c *machine.Call) (machine.Value, machine.Status) { return route(c, x, given) }
}

// routerOf returns what is known of the router whose method is called.
func routerOf(c *machine.Call) *mux {
	v := c.Arg(0)
	if i, ok := v.(*machine.Iface); ok {
		v = i.V
	}
	return machine.Sync[mux](c.M, v)
}

func use(c *machine.Call) (machine.Value, machine.Status) {
	x := routerOf(c)
	add := func(v machine.Value) {
		if cl, ok := c.M.Resolve(v).(*machine.Closure); ok && cl.Fn != nil && makesHandler(cl.Fn) {
			x.around = append(x.around, cl)
		}
	}
	add(c.Args[1])
	c.M.Visit(c.Args[1], add)
	return c.M.Havoc(c), machine.Done
}

// makesHandler reports whether f makes one handler of another.
func makesHandler(f *code.Func) bool {
	return len(f.ParamTypes) == 1 && len(f.Results) == 1 && isHandlerType(f.ParamTypes[0]) && isHandlerType(f.Results[0])
}

func isHandlerType(t *code.Type) bool {
	return t.Name == "net/http.Handler" || t.Name == "net/http.HandlerFunc"
}

// handlersAmong returns the handlers among the arguments of a call.
func handlersAmong(c *machine.Call) []machine.Value {
	var out []machine.Value
	add := func(v machine.Value) {
		if isHandler(c.M, v) {
			out = append(out, c.M.Resolve(v))
		}
	}
	for i, a := range c.Args {
		if i == 0 && strings.HasPrefix(c.Name, "(") {
			continue
		}
		add(a)
		c.M.Visit(a, add)
	}
	return out
}

// isHandler reports whether v is a function of the program that handles requests, or an
// object that does.
func isHandler(m *machine.Machine, v machine.Value) bool {
	switch v := m.Resolve(v).(type) {
	case *machine.Closure:
		return v.Fn != nil && contract.IsRequestFunc(typeNames(v.Fn.ParamTypes))
	case *machine.Iface:
		return isServer(m, v)
	}
	return false
}

// isServer reports whether an object has a method ServeHTTP that is code of the program, or
// calls such code.
func isServer(m *machine.Machine, i *machine.Iface) bool {
	t := i.T
	if t.Kind == code.Pointer && t.Elem != nil {
		t = t.Elem
	}
	switch t.Name {
	case "net/http.ServeMux", "net/http.HandlerFunc":
		return true
	}
	fn, _ := m.Invoke(i, contract.ServeHTTP, nil)
	cl, ok := fn.(*machine.Closure)
	return ok && cl.Fn != nil
}

func typeNames(ts []*code.Type) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.Name
	}
	return out
}

// route adds handlers to a router, each with what is around it.
func route(c *machine.Call, x *mux, handlers []machine.Value) (machine.Value, machine.Status) {
	v := c.M.Havoc(c)
	call := *c
	i, around := 0, len(x.around)
	var h machine.Value
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, made machine.Value) (bool, machine.Value) {
		if h == nil {
			h = handlers[i]
		} else {
			h = made
		}
		if around > 0 {
			around--
			m.StartCall(g, x.around[around], []machine.Value{asObject(h)})
			return false, nil
		}
		x.add(&call, h)
		i, around, h = i+1, len(x.around), nil
		if i < len(handlers) {
			return false, nil
		}
		x.open(&call)
		return true, v
	})
}

// asObject makes a function an http.Handler.
func asObject(h machine.Value) machine.Value {
	if cl, ok := h.(*machine.Closure); ok {
		return handlerObject{cl}
	}
	return h
}

type handlerObject struct{ fn *machine.Closure }

// Method returns the model of ServeHTTP.
func (o handlerObject) Method(name string) machine.Model {
	if name != contract.ServeHTTP {
		return nil
	}
	return func(c *machine.Call) (machine.Value, machine.Status) { return ServeHTTP(c, o.fn, c.Args[1:]) }
}
