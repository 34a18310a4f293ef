package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// A chain is a list of handlers that a request passes through in order, as the library's row says.
type chain struct {
	router   *contract.Router
	handlers []machine.Value
}

// A chained request is on its way through a chain. It belongs to the context that the handlers are
// given.
type chained struct {
	*chain
	ctx  machine.Value
	next int
}

// serve hands a request to the first handler.
func (x *chain) serve(c *machine.Call) (machine.Value, machine.Status) {
	first := x.handlers[0].(*machine.Closure)
	ctx := handlerArguments(c.M, first, nil)[0]
	r := machine.Sync[chained](c.M, ctx)
	r.chain, r.ctx, r.next = x, ctx, 0
	if last, ok := x.handlers[len(x.handlers)-1].(*machine.Closure); ok && c.G.Origin.Kind == machine.FromRequest {
		c.G.Origin.Name, c.G.Origin.Fn = last.Name, last.Fn
	}
	return r.run(c)
}

// run calls the next handler, and those after it as far as the library does.
func (r *chained) run(c *machine.Call) (machine.Value, machine.Status) {
	called := false
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
		if r.next >= len(r.handlers) || called && !r.router.Onward {
			return true, v
		}
		called = true
		h := r.handlers[r.next]
		r.next++
		m.StartCall(g, &machine.Closure{Name: "handler", Native: func(c *machine.Call) (machine.Value, machine.Status) {
			return c.CallFrom(machine.Base, h, []machine.Value{r.ctx})
		}}, nil)
		return false, nil
	})
}

// inChain returns what a method of a handler's context does: it calls the handlers that come next,
// or keeps them from being called.
func inChain(c *machine.Call, router *contract.Router, name string) (machine.Value, machine.Status) {
	if r := machine.Sync[chained](c.M, c.Args[0]); r.chain != nil {
		switch {
		case name == router.Next:
			return r.run(c)
		case router.Stop != "" && strings.HasPrefix(name, router.Stop):
			r.next = len(r.handlers)
		}
	}
	return c.Opaque()
}
