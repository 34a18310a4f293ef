package drive

import (
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// Requests starts goroutines that give requests to a handler which is served: perhaps a few one
// after the other, since programs have state, and then several at once.
func (w *world) Requests(_ *machine.Machine, g *machine.Goroutine, handler machine.Value, now bool) {
	w.serving(g, now, func(g *machine.Goroutine) {
		var steps []func()
		for range w.earlier() {
			steps = append(steps, func() { w.await(g, w.requestTo(g, handler)) })
		}
		steps = append(steps, func() {
			for range w.several(2 + w.m.Choices.Intn(2)) {
				w.requestTo(g, handler)
			}
		})
		w.sequence(g, steps)
	})
}

// earlier returns how many requests have come before those that come at once.
func (w *world) earlier() int {
	if w.m.Crowd > 0 || w.m.Choices.Mostly(60) {
		return 0
	}
	return 1 + w.m.Choices.Intn(2)
}

// await makes g wait until h has ended, or waits itself. What h has done happens before what g does
// only if it has ended.
func (w *world) await(g, h *machine.Goroutine) {
	if h == nil {
		return
	}
	w.m.PushNative(g, func(*machine.Machine, *machine.Goroutine, machine.Value) (bool, machine.Value) {
		switch {
		case h.Ended():
			g.Acquire(h.Clock)
		case !h.Stuck():
			g.Block(func() bool { return h.Ended() || h.Stuck() })
			return false, nil
		}
		return true, nil
	}, -1)
}

// serving calls start in a goroutine of the environment: now, or when g has returned to the
// environment or waits for something, since the program is serving by then. What g has done until
// then happens before it.
func (w *world) serving(g *machine.Goroutine, now bool, start func(g *machine.Goroutine)) {
	n, stage := w.returned, 0
	body := &machine.Closure{Name: "environment", Native: func(c *machine.Call) (machine.Value, machine.Status) {
		return c.Then(func(_ *machine.Machine, self *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
			stage++
			switch {
			case stage == 1 && !now:
				self.Block(func() bool { return w.returned > n || !g.Busy() })
			case stage <= 2:
				if !now {
					self.Acquire(g.Clock)
				}
				stage = 2
				start(self)
			default:
				return true, nil
			}
			return false, nil
		})
	}}
	w.m.Spawn(g, machine.Origin{Kind: machine.FromCaller, Stack: g.Stack()}, body, nil)
}

// requestTo starts a goroutine that gives one request to a handler.
func (w *world) requestTo(g *machine.Goroutine, handler machine.Value) *machine.Goroutine {
	rw := w.fromOutside("net/http.ResponseWriter", "w")
	r := w.fromOutside("*net/http.Request", "r")
	called := false
	body := &machine.Closure{Name: "request", Native: func(c *machine.Call) (machine.Value, machine.Status) {
		serve := &machine.Closure{Name: "request", Native: func(c *machine.Call) (machine.Value, machine.Status) {
			return model.ServeHTTP(c, handler, c.Args)
		}}
		return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
			if !called {
				called = true
				m.StartCall(g, serve, []machine.Value{rw, r})
				return false, nil
			}
			model.EndRequest(m, r)
			return true, nil
		})
	}}
	return w.m.Spawn(g, machine.Origin{Kind: machine.FromRequest}, body, nil)
}

// fromOutside returns an object of the type called name. If no code of the program mentions the
// type, nil will do.
func (w *world) fromOutside(name, what string) machine.Value {
	t := w.m.Program.Lookup(name)
	if t == nil {
		t = w.m.Any()
	}
	v := w.m.Outside(t, what)
	if u, ok := v.(*machine.Unknown); ok {
		u.NonNil()
	}
	return v
}

// offered uses what a function of the package has returned as its callers would: handlers and
// servers get requests, options are given to servers.
func (w *world) offered(g *machine.Goroutine, v machine.Value) {
	vs, ok := v.(machine.Tuple)
	if !ok {
		vs = machine.Tuple{v}
	}
	for _, r := range vs {
		if h := model.Served(w.m, r); h != nil {
			w.Requests(w.m, g, h, true)
		}
	}
	if s := model.WithOptions(w.m, vs...); !s.Empty() {
		w.Calls(w.m, g, s, true)
	}
}
