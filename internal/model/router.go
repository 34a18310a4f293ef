package model

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// A router is what is known of one that handlers were given to. Handlers of a part of it, such as
// those of a prefix, belong to the whole.
type router struct {
	mux
	whole  *router         // nil for the whole
	chain  []machine.Value // handlers that come before those that are added
	server httpServer
}

// root returns the router whose part x is.
func (x *router) root() *router {
	for x.whole != nil {
		x = x.whole
	}
	return x
}

// partOf makes x, which has nothing yet, a part of another one: what is around the handlers of
// that is around its own.
func (x *router) partOf(whole *router) {
	if x == whole || x.whole != nil || len(x.handlers) > 0 {
		return
	}
	x.whole, x.around, x.chain = whole, append(x.around, whole.around...), append(x.chain, whole.chain...)
}

// routerOf returns what is known of the router v. One that embeds another is the same.
func routerOf(c *machine.Call, v machine.Value) *router {
	v = c.M.Resolve(v)
	if i, ok := v.(*machine.Iface); ok {
		v = c.M.Resolve(i.V)
	}
	if u, ok := v.(*machine.Unknown); ok && u.T != nil && u.T.Kind == code.Pointer && u.Object() == nil {
		v = (&machine.Call{M: c.M, G: c.G, Args: []machine.Value{u}}).Pointer(0)
	}
	for cell, ok := v.(*machine.Cell); ok && cell.T != nil; cell, ok = v.(*machine.Cell) {
		i := embedded(cell.T)
		if i < 0 {
			break
		}
		e := cell.T.Embedded[i]
		v = c.M.FieldOf(cell, e.Index, e.Type.Name, e.Type)
	}
	return machine.Sync[router](c.M, v)
}

// embedded returns which of the embedded fields of t is a struct of the same package, or -1.
func embedded(t *code.Type) int {
	for i, e := range t.Embedded {
		if e.Type.Kind == code.Struct && e.Type.Pkg == t.Pkg {
			return i
		}
	}
	return -1
}

// routing returns the model of a function or method of a library in the table of routers.
func routing(r *contract.Router, name string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		recv, method := c.Name[:max(0, strings.LastIndexByte(c.Name, '.'))], strings.HasPrefix(c.Name, "(")
		switch {
		case method && contract.IsRequestFunc([]string{strings.Trim(recv, "()")}):
			return inChain(c, r, name)
		case method && name == contract.ServeHTTP:
			return routerOf(c, c.Args[0]).root().serve(c, c.Args[1:])
		case r.Blocks(name):
			return serveRouter(c, method)
		case method && r.Ends(name):
			return endServing(c, &routerOf(c, c.Args[0]).server)
		case !method:
			if h := handlersAmong(c); len(h) == 1 && len(c.Results) == 1 && contract.IsHandlerType(c.Results[0].Name) {
				return h[0], machine.Done // the handler in another form
			}
			return c.Opaque()
		}
		return configure(c, r, name)
	}
}

// serveRouter serves the handlers of a router, or the one that a function or the fields of a
// server are given.
func serveRouter(c *machine.Call, method bool) (machine.Value, machine.Status) {
	given := handlersAmong(c)
	if !method {
		if len(given) == 0 {
			return c.Opaque()
		}
		return serveHandler(c, new(httpServer), given[0])
	}
	x := routerOf(c, c.Args[0]).root()
	for _, cl := range c.M.Functions(c.Args[0]) {
		if isHandler(c.M, cl) {
			given = append(given, cl)
		}
	}
	x.explicit = true
	if len(given) > 0 {
		return serveHandler(c, &x.server, given[0])
	}
	return serveHandler(c, &x.server, &x.mux)
}

// configure is any other method of a router. What it is given are handlers, functions that make
// handlers of handlers, and functions that are given a part of the router. What it returns is the
// router or a part of it.
func configure(c *machine.Call, r *contract.Router, name string) (machine.Value, machine.Status) {
	x := routerOf(c, c.Args[0])
	v := c.M.Havoc(c)
	part := x
	if u, ok := c.M.Resolve(v).(*machine.Unknown); ok && u.T != nil && contract.RouterOf(declaringPackage(u.T)) == r {
		part = routerOf(c, u.NonNil())
		part.partOf(x)
	}
	around, given := aroundAmong(c), handlersAmong(c)
	switch {
	case contract.Precedes(name):
		x.around, x.chain = append(x.around, around...), append(x.chain, given...)
		given = nil
	case contract.MakesPart(name):
		part.around, part.chain = append(part.around, around...), append(part.chain, given...)
		given = nil
	}
	if r.Next != "" && len(given) > 0 {
		given = []machine.Value{&chain{r, append(slices.Clone(x.chain), given...)}}
	}
	return addHandlers(c, x, given, append(slices.Clone(x.around), around...), partsAmong(c, r, part), v)
}

// declaringPackage returns the import path of the package that declares t, or what t points to.
func declaringPackage(t *code.Type) string {
	if t.Kind == code.Pointer && t.Elem != nil {
		t = t.Elem
	}
	return t.Pkg
}

// partsAmong returns calls of the functions among the arguments of a call that are given a part of
// the router.
func partsAmong(c *machine.Call, r *contract.Router, part *router) []func(*machine.Goroutine) {
	var out []func(*machine.Goroutine)
	for _, a := range c.Args[1:] {
		cl, ok := c.M.Resolve(a).(*machine.Closure)
		if !ok || cl.Fn == nil || len(cl.Fn.ParamTypes) != 1 || contract.RouterOf(declaringPackage(cl.Fn.ParamTypes[0])) != r || isHandler(c.M, cl) {
			continue
		}
		out = append(out, func(g *machine.Goroutine) {
			v := c.M.NewUnknown(cl.Fn.ParamTypes[0], "router").NonNil()
			routerOf(c, v).partOf(part)
			c.M.StartCall(g, cl, []machine.Value{v})
		})
	}
	return out
}

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
	x := new(router)
	if method {
		x = routerOf(c, c.Args[0])
	}
	return func(c *machine.Call) (machine.Value, machine.Status) {
		return addHandlers(c, x, given, x.around, nil, c.M.Havoc(c))
	}
}

func use(c *machine.Call) (machine.Value, machine.Status) {
	x := routerOf(c, c.Args[0])
	x.around = append(x.around, aroundAmong(c)...)
	return c.M.Havoc(c), machine.Done
}

// aroundAmong returns the functions among the arguments of a call that make a handler of another
// one.
func aroundAmong(c *machine.Call) []machine.Value {
	var out []machine.Value
	add := func(v machine.Value) {
		if cl, ok := c.M.Resolve(v).(*machine.Closure); ok && cl.Fn != nil && makesHandler(cl.Fn) {
			out = append(out, cl)
		}
	}
	for _, a := range c.Args[1:] {
		add(a)
		c.M.Visit(a, add)
	}
	return out
}

// makesHandler reports whether f makes one handler of another.
func makesHandler(f *code.Func) bool {
	return len(f.ParamTypes) == 1 && len(f.Results) == 1 && contract.IsHandlerType(f.ParamTypes[0].Name) && contract.IsHandlerType(f.Results[0].Name)
}

// handlersAmong returns the handlers among the arguments of a call.
func handlersAmong(c *machine.Call) []machine.Value {
	var out []machine.Value
	add := func(v machine.Value) {
		v = c.M.Resolve(v)
		if i, ok := v.(*machine.Iface); ok && i.T.Kind == code.Signature {
			v = c.M.Resolve(i.V) // it is given as any
		}
		if isHandler(c.M, v) {
			out = append(out, v)
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
	if contract.RouterOf(t.Pkg) != nil {
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

// addHandlers adds handlers to a router, each with what is around it, and makes more calls, after
// which it returns v.
func addHandlers(c *machine.Call, x *router, handlers, around []machine.Value, more []func(*machine.Goroutine), v machine.Value) (machine.Value, machine.Status) {
	call := *c
	i, left := 0, len(around)
	var h machine.Value
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, made machine.Value) (bool, machine.Value) {
		for i < len(handlers) {
			if h == nil {
				h = handlers[i]
			} else {
				h = made
			}
			if left > 0 {
				left--
				wrap := around[left].(*machine.Closure)
				m.StartCall(g, wrap, []machine.Value{inForm(wrap.Fn.ParamTypes[0], h)})
				return false, nil
			}
			x.root().add(&call, h)
			i, left, h = i+1, len(around), nil
			x.root().open(&call)
		}
		if len(more) > 0 {
			next := more[0]
			more = more[1:]
			next(g)
			return false, nil
		}
		return true, v
	})
}

// inForm makes a function an object, if that is what t wants: an http.Handler.
func inForm(t *code.Type, h machine.Value) machine.Value {
	if cl, ok := h.(*machine.Closure); ok && t.Kind == code.Interface {
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
