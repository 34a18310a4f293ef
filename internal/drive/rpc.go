package drive

import (
	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// An rpc is a method of a server that the program has made or been given.
type rpc struct {
	entry  *Entry        // a method of obj, or nil
	obj    machine.Value // the object that is registered
	fn     *machine.Closure
	unary  bool
	weight int
}

// Calls starts calls of the methods of a server: sometimes a few unary ones first, one after
// the other, since programs have state, and then several at once.
func (w *world) Calls(m *machine.Machine, g *machine.Goroutine, server machine.Native, now bool) {
	s, ok := server.(*model.Server)
	if !ok {
		return
	}
	w.serving(g, now, func(g *machine.Goroutine) {
		s.Started(g)
		all := w.rpcs(s)
		if len(all) == 0 {
			return
		}
		var steps []func()
		if unary := onlyUnary(all); len(unary) > 0 && m.Choices.Percent(50) {
			first := m.Choices.Intn(len(unary))
			for i := range 1 + m.Choices.Intn(4) {
				r := unary[(first+i)%len(unary)]
				steps = append(steps, func() { w.rpc(g, s, r, false) })
			}
		}
		w.sequence(g, append(steps, func() {
			for range w.several(2 + m.Choices.Intn(3)) {
				w.rpc(g, s, choice.Weighted(w.m.Choices, all, func(r *rpc) int { return r.weight }), true)
			}
		}))
	})
}

func onlyUnary(all []*rpc) []*rpc {
	var out []*rpc
	for _, r := range all {
		if r.unary {
			out = append(out, r)
		}
	}
	return out
}

// rpcs returns the methods of a server. A server of which only interceptors are known gets calls of
// an unknown method.
func (w *world) rpcs(s *model.Server) []*rpc {
	var out []*rpc
	for _, v := range s.Services {
		i, ok := w.m.Resolve(v).(*machine.Iface)
		if !ok {
			continue
		}
		svc := w.d.byType[i.T]
		if svc == nil {
			svc = w.d.serviceOf(i.T)
		}
		for _, e := range svc.Handlers {
			out = append(out, &rpc{entry: e, obj: i.V, unary: e.Unary, weight: e.Weight})
		}
	}
	for _, h := range s.Handlers {
		if cl, ok := h.Func.(*machine.Closure); ok {
			out = append(out, &rpc{fn: cl, obj: h.Impl, unary: h.Unary, weight: 8})
		}
	}
	if cl, ok := s.Unknown.(*machine.Closure); ok {
		out = append(out, &rpc{fn: cl, obj: machine.Nil{}, weight: 8})
	}
	if len(s.Services)+len(out) == 0 && len(s.Streams) > 0 {
		out = append(out, &rpc{obj: machine.Nil{}, weight: 1})
	}
	return out
}

// rpc calls a method through the interceptors of its server, in a goroutine of its own or
// in g.
func (w *world) rpc(g *machine.Goroutine, s *model.Server, r *rpc, own bool) {
	if s.Stopped {
		return
	}
	o := machine.Origin{Kind: machine.FromHandler}
	switch {
	case r.entry != nil:
		o.Name, o.Fn = r.entry.Name, r.entry.Fn
	case r.fn != nil:
		o.Name, o.Fn = r.fn.Name, r.fn.Fn
	default:
		cl := s.Streams[0].(*machine.Closure)
		o.Name, o.Fn = cl.Name, cl.Fn
	}
	var started *machine.Goroutine
	switch {
	case r.unary:
		fn, args := w.unary(s, r)
		started = w.run(g, o, fn, args, nil, own)
	default:
		stream := w.stream(w.serverStream(s, r), "stream")
		fn := model.Through(w.m, s.Streams, w.streamHandler(r))
		started = w.run(g, o, fn, []machine.Value{r.obj, stream}, stream, own)
	}
	if started != nil {
		s.Running = append(s.Running, started)
	}
}

// serverStream returns the type of the stream that a server makes for a call.
func (w *world) serverStream(s *model.Server, r *rpc) *code.Type {
	switch {
	case len(s.Streams) > 0:
		return s.Streams[0].(*machine.Closure).Fn.ParamTypes[1]
	case r.entry != nil:
		return r.entry.Params[r.entry.Stream]
	}
	return r.fn.Fn.ParamTypes[1]
}

// streamHandler returns a grpc.StreamHandler, as in generated code, that calls r.
func (w *world) streamHandler(r *rpc) machine.Value {
	if r.entry == nil && r.fn == nil {
		return model.UnknownHandler(w.m)
	}
	return &machine.Closure{Name: "handler", Native: func(c *machine.Call) (machine.Value, machine.Status) {
		if r.entry == nil {
			return c.CallFrom(machine.Base, r.fn, c.Args)
		}
		stream := model.Typed(c.M, c.Args[1])
		args := make([]machine.Value, len(r.entry.Params))
		var request machine.Value
		for i, t := range r.entry.Params {
			if i == r.entry.Stream {
				args[i] = stream
				continue
			}
			request = w.m.Outside(t, "req")
			args[i] = request
		}
		fn, all := w.target(r.entry, []machine.Value{r.obj}, args)
		return model.Receive(c, stream, request, fn, all)
	}}
}

// unary returns the function to call for a unary method, and its arguments.
func (w *world) unary(s *model.Server, r *rpc) (machine.Value, []machine.Value) {
	ctx := model.NewContext(w.m)
	if r.entry != nil {
		method := &machine.Closure{Name: "handler", Native: func(c *machine.Call) (machine.Value, machine.Status) {
			fn, all := w.target(r.entry, []machine.Value{r.obj}, c.Args)
			return c.CallFrom(machine.Base, fn, all)
		}}
		return model.Through(w.m, s.Unary, method), []machine.Value{ctx, w.handlerArgument(r.entry.Params[1])}
	}
	decode := &machine.Closure{Name: "dec", Native: func(*machine.Call) (machine.Value, machine.Status) {
		return machine.Nil{}, machine.Done
	}}
	return r.fn, []machine.Value{r.obj, ctx, decode, model.Interceptor(w.m, s.Unary)}
}

// serviceOf returns the service that a type of no package scope implements: by the methods
// that have the form of handlers.
func (d *Package) serviceOf(t *code.Type) *Service {
	s := &Service{Type: t}
	base := t
	if t.Kind == code.Pointer && t.Elem != nil {
		base = t.Elem
	}
	for _, name := range base.Methods {
		f := d.Program.Func("(*" + base.Origin + ")." + name)
		if f == nil {
			f = d.Program.Func("(" + base.Origin + ")." + name)
		}
		if f == nil || f.Handler == 0 && !f.Unary || name[0] < 'A' || name[0] > 'Z' {
			continue
		}
		e := &Entry{Name: base.Origin + "." + name, Fn: f, Recv: t, Params: f.ParamTypes[1:], Stream: f.Handler - 2, Unary: f.Unary, Weight: 1}
		if d.reach.accesses(f) {
			e.Weight = 8
		}
		s.Handlers = append(s.Handlers, e)
	}
	return s
}
