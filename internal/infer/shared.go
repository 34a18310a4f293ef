package infer

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/order"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// The functions of a package meet in more places than in each other's bodies:
// the methods of one object share its fields, the handlers of one server share
// the server, and everything shares the variables of the package. A sharedFrame
// compares what may run side by side there, where no function of the package
// shows both.

// A participant is a function that runs, once, in the shared frame.
type participant struct {
	fn      *ssa.Function
	binding *binding
	// handler: a server calls it, in a goroutine of its own, as often as clients do.
	handler bool
	// api: others may call it once it can be called at all.
	api   bool
	trace []summary.Step
	insts []inst
	// accesses has the indices of the insts that are accesses, and lives says
	// whether one of them is on a goroutine that outlives the call.
	accesses []int
	lives    bool
	res      []path.Set
}

// Shared returns the conflicts between the functions of the package that share
// objects. fns are those that have been analyzed.
func (p *Package) Shared(fns []*ssa.Function) []Conflict {
	f := &frame{
		pkg: p, loops: &loops{}, budget: streamBudget,
		fresh: map[path.Root]*summary.Fresh{},
	}
	s := &state{}
	parts := p.participants(f, fns)
	if !worthwhile(parts) {
		return nil
	}
	// What one of them stores, another one finds; twice, since what is found may
	// be where something else is stored.
	for round := range 2 {
		for _, x := range parts {
			f.storeOnly(s, x.binding, round == 0)
		}
	}
	for _, x := range parts {
		x.insts = f.instantiate(s, x.binding, &summary.Effect{Trace: x.trace}, 0)
		for n := range x.insts {
			res := f.actsOn(s, &x.insts[n].eff, x.insts[n].refs)
			if x.insts[n].eff.Kind == summary.Access {
				res = s.heap.Streams(res)
				x.accesses = append(x.accesses, n)
				x.lives = x.lives || x.insts[n].eff.Async && x.insts[n].eff.Live
			}
			x.res = append(x.res, res)
		}
	}
	for _, x := range parts {
		for n := range x.insts {
			if e := &x.insts[n].eff; e.Kind == summary.Signal && e.Token.Kind == summary.Sent {
				put(&f.sentOn, e.Token.Path, f.sentOn[e.Token.Path]+1)
			}
		}
	}
	var out []Conflict
	for i, x := range parts {
		out = append(out, f.inside(s, x)...)
		for _, y := range parts[i+1:] {
			out = append(out, f.between(s, x, y)...)
		}
	}
	return out
}

// worthwhile reports whether there may be anything to compare.
func worthwhile(parts []*participant) bool {
	streams, beside := false, false
	for _, x := range parts {
		streams = streams || x.binding.sum.Streams() || callsAsStream(x.binding.sum)
		beside = beside || x.handler
		for i := range x.binding.sum.Effects {
			if e := &x.binding.sum.Effects[i]; e.Async && e.Live {
				beside = true
			}
		}
	}
	return streams && beside
}

// callsAsStream reports whether sum calls a method that streams have of something that
// isn't known there.
func callsAsStream(sum *summary.Summary) bool {
	for i := range sum.Effects {
		if e := &sum.Effects[i]; e.Kind == summary.Call && contract.MethodSide(e.Method) != 0 {
			return true
		}
	}
	return false
}

// participants lists what runs in the shared frame: the methods of each object,
// the functions that make one, handlers twice, since two calls of one handler run
// beside each other.
func (p *Package) participants(f *frame, fns []*ssa.Function) []*participant {
	var out []*participant
	add := func(fn *ssa.Function, recv path.Set, self int, handler, api bool) {
		sum := p.summary(fn)
		if sum == nil || sum.IsEmpty() {
			return
		}
		x := &participant{fn: fn, handler: handler, api: api}
		instr := new(ssa.Alloc) // stands for the call
		t := target{sum: sum}
		for i, v := range fn.Params {
			val := path.Set{{Path: path.Of(path.NewSite(instr, -1-i))}}
			if i == 0 && recv != nil && self < 0 {
				val = recv
			} else if contract.IsStream(v.Type()) {
				val[0].Dyn = streamType
			}
			t.params = append(t.params, summary.Arg{Vals: val})
		}
		for i := range fn.FreeVars {
			// All calls of a closure share what it has captured.
			t.frees = append(t.frees, summary.Arg{Vals: path.Set{{Path: path.Of(path.NewSite(fn, -1-i))}}})
		}
		x.binding = &binding{target: t, instr: instr, self: self}
		put(&f.calls, any(instr), fn)
		if self >= 0 {
			x.binding.object = recv
		}
		for k := range sum.Fresh {
			f.fresh[path.NewSite(instr, k)] = &sum.Fresh[k]
		}
		if handler {
			if pos := p.pos(fn.Pos()); pos.IsValid() {
				x.trace = []summary.Step{{Kind: summary.AtHandler, Pos: pos}}
			}
		}
		out = append(out, x)
	}
	requests := p.concurrent()
	objects := p.objects(fns)
	for k, o := range objects {
		recv := path.Set{{Path: path.Of(path.Root{Kind: path.Param, Index: k})}}
		for _, fn := range slices.Concat(fns, p.literals()) {
			if index, ok := o.makers[fn]; ok {
				add(fn, recv, index, false, false)
			}
		}
		for _, m := range o.methods {
			if o.server[m.Name()] || slices.Contains(requests, m) {
				add(m, recv, -1, true, false)
				add(m, recv, -1, true, false)
				continue
			}
			exported := m.Object() != nil && m.Object().Exported()
			if !exported && p.look().called[origin(m)] {
				continue // what it does its callers do
			}
			add(m, recv, -1, false, exported && (o.api || o.server != nil))
		}
	}
	// Functions that serve RPCs, or other requests, without being methods of a service's type.
	srv := path.Set{{Path: path.Of(path.Root{Kind: path.Param, Index: len(objects)})}}
	for _, fn := range p.handlerValues() {
		add(fn, srv, -1, true, false)
		add(fn, srv, -1, true, false)
	}
	for _, fn := range requests {
		if fn.Signature.Recv() == nil {
			add(fn, nil, -1, true, false)
			add(fn, nil, -1, true, false)
		}
	}
	// The variables of the package are stored to by anybody.
	for _, fn := range fns {
		if fn.Signature.Recv() == nil && storesGlobal(p.summary(fn)) {
			add(fn, nil, -1, false, fn.Object() != nil && fn.Object().Exported())
		}
	}
	return out
}

func storesGlobal(s *summary.Summary) bool {
	if s == nil {
		return false
	}
	for _, st := range s.Stores {
		if st.Loc.Root.Kind == path.Global {
			return true
		}
	}
	for i := range s.Effects {
		for _, n := range slices.Concat(s.Effects[i].Names, s.Effects[i].Alias) {
			if n.Root.Kind == path.Global {
				return true
			}
		}
	}
	return false
}

// inside returns the conflicts of effects that may overlap in x, now that it is
// known what they act on.
func (f *frame) inside(s *state, x *participant) []Conflict {
	var out []Conflict
	for _, o := range x.binding.sum.Overlaps {
		for n := range x.insts {
			if x.insts[n].from != o.A {
				continue
			}
			for m := range x.insts {
				if x.insts[m].from == o.B && (o.A != o.B || n <= m) && !eachItsOwn(o, &x.insts[n], &x.insts[m]) && mayMeet(x.binding, o, &x.insts[n], &x.insts[m]) {
					out = append(out, f.meet(s, &x.insts[n], &x.insts[m], x.res[n], x.res[m])...)
				}
			}
		}
	}
	return out
}

// between returns the conflicts of the effects of x with those of y.
func (f *frame) between(s *state, x, y *participant) []Conflict {
	if !x.handler && !x.lives && !y.handler && !y.lives {
		return nil
	}
	var out []Conflict
	for _, n := range x.accesses {
		for _, m := range y.accesses {
			if !x.handler && !y.handler && sameGo(&x.insts[n].eff, &y.insts[m].eff) {
				continue // one and the same goroutine, which one of the two starts for the other
			}
			if beside(x, y, &x.insts[n].eff, &y.insts[m].eff) {
				out = append(out, f.meet(s, &x.insts[n], &y.insts[m], x.seen(n), y.seen(m))...)
			}
		}
	}
	return out
}

// sameGo reports whether two effects are on goroutines that the same statement
// starts, for the same function: one of the two ways there leads through the other.
func sameGo(a, b *summary.Effect) bool {
	s, t := wayToSpawn(a), wayToSpawn(b)
	n := min(len(s), len(t))
	return n > 0 && slices.Equal(s[len(s)-n:], t[len(t)-n:])
}

// wayToSpawn returns the steps that lead to the start of the goroutine that e is on.
func wayToSpawn(e *summary.Effect) []summary.Step {
	for i, s := range slices.Backward(e.Trace) {
		if s.Kind == summary.AtGo {
			return e.Trace[:i+1]
		}
	}
	return nil
}

// seen returns what effect n of x acts on as far as others can see it then: what
// x has from its caller, or has made, is its own until it has been stored.
func (x *participant) seen(n int) path.Set {
	e := &x.binding.sum.Effects[x.insts[n].from]
	shared := func(p path.Path) bool {
		return p.Root == path.Root{Kind: path.Param} && p.Sel != "" || p.Root.Kind == path.Global || p.Root.Kind == path.Free && x.handler
	}
	published := x.binding.object != nil || slices.ContainsFunc(e.Alias, shared) || slices.ContainsFunc(e.Names, shared)
	if published {
		return x.res[n]
	}
	return x.res[n].Map(func(v path.Value) path.Value {
		if v.Root.Kind == path.Site && v.Root.Origin() == any(x.binding.instr) {
			return path.Value{}
		}
		return v
	})
}

// beside reports whether there is evidence that effect a of x may happen beside
// effect b of y: each of them is on a goroutine that outlives the call or is a
// handler's, or is that of a function that others may call meanwhile.
func beside(x, y *participant, a, b *summary.Effect) bool {
	bg := func(x *participant, a *summary.Effect) bool { return x.handler || a.Async && a.Live }
	return bg(x, a) && (bg(y, b) || y.api) || bg(y, b) && x.api
}

// streamName names p in the shared frame. Objects of two functions go by two names.
func (f *frame) streamName(p path.Path) string {
	name := p.Generalize().String()
	if fn := f.calls[p.Root.Origin()]; fn != nil {
		name = fn.String() + " " + name
	}
	return name
}

func (f *frame) meet(s *state, a, b *inst, resA, resB path.Set) []Conflict {
	if a.eff.Kind != summary.Access || b.eff.Kind != summary.Access {
		return nil
	}
	category := contract.Conflict(a.eff.Side, b.eff.Side)
	if category == "" {
		return nil
	}
	for _, v := range resA {
		for _, w := range resB {
			if !path.MayBe(v, w, f.many) || f.guardsItself(v, w, a.eff.Side&b.eff.Side) {
				continue
			}
			p := order.Pair{
				A: &a.eff, B: &b.eff, NameA: v.Place(), NameB: w.Place(),
				Sends:      func(ch path.Path) bool { return f.sentOn[ch] > 0 },
				Unique:     func(t summary.Token) bool { return f.sentOn[t.Path] <= 1 || f.capacity(s, t.Path) == 2 },
				Holds:      f.holds,
				Exceeds:    func(a, b summary.Lock) bool { return f.exceeds(s, a, b, false) },
				Unbuffered: func(p path.Path) bool { return f.capacity(s, p) == 1 },
			}
			if p.Excluded() == "" {
				return []Conflict{{Category: category, A: a.eff, B: b.eff, Stream: f.streamName(v.Path), Variable: variableOfPackage(v.Path), Frame: "shared"}}
			}
		}
	}
	return nil
}
