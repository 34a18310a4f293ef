package infer

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A ref is how an effect names something in this function: what sel leads to
// from a value. What it leads to can change as long as the effect is live.
type ref struct {
	v   path.Value
	sel string

	from ssa.Value // the variable that v, or what it is a part of, was read from, or nil
}

// An inst is an effect of a callee in terms of this function.
type inst struct {
	eff  summary.Effect
	refs []ref
	from int  // its index in the summary of the target
	made bool // it acts on what the target itself has made, and given to others

	worker source // the goroutine that runs it beside nothing else of its own
}

// A binding maps the roots of a callee's paths to values of this function.
type binding struct {
	target
	instr ssa.Instruction
	base  int // of the indices of objects that the callee creates

	// object stands for the object with index self that the callee creates, if it
	// isn't nil.
	object path.Set
	self   int

	// from has the variables that the arguments and captured values were read from.
	fromParams, fromFrees []ssa.Value

	// While its effects are instantiated: what was found out for one of them, which
	// the others ask for again.
	places  map[path.Path]path.Path
	signals map[signal][]path.Path
}

// A signal is a token of the callee that must, or may, stand for what is asked for.
type signal struct {
	summary.Token
	must bool
}

// from returns the variable that a root of the callee was read from, or nil.
func (b *binding) from(r path.Root) ssa.Value {
	list := b.fromParams
	if r.Kind == path.Free {
		list = b.fromFrees
	}
	if (r.Kind == path.Param || r.Kind == path.Free) && r.Index < len(list) {
		return list[r.Index]
	}
	return nil
}

// freshStep keeps apart the objects created by different targets of one call.
const freshStep = 64

// root returns the values that a root of the callee stands for.
func (b *binding) root(r path.Root) path.Set {
	switch r.Kind {
	case path.Param:
		if r.Index < len(b.params) {
			return b.params[r.Index].Vals
		}
	case path.Free:
		if r.Index < len(b.frees) {
			return b.frees[r.Index].Vals
		}
	case path.Global, path.Func:
		return path.Set{{Path: path.Of(r)}}
	case path.Fresh:
		if b.object != nil && r.Index == b.self {
			return b.object
		}
		return path.Set{site(b.instr, b.base+r.Index)}
	}
	return nil
}

// refs returns the names of p in this function.
func (b *binding) refs(p path.Path) []ref {
	var out []ref
	for _, v := range b.root(p.Root) {
		out = append(out, ref{v: v, sel: path.Bind(p.Sel, b.elem), from: b.from(p.Root)})
	}
	return out
}

// resolve returns the values that a ref leads to in s.
func (f *frame) resolve(s *state, r ref) path.Set { return s.heap.Walk(r.v, r.sel) }

// values returns the values that v, a value of the callee, stands for.
func (f *frame) values(s *state, b *binding, v path.Value) path.Set {
	var out path.Set
	v.Sel = path.Bind(v.Sel, b.elem)
	for _, w := range b.root(v.Root) {
		if v.Sel == "" && (!v.Addr || v.Root.Kind == path.Global) {
			if v.Root.Kind == path.Global && !v.Addr {
				out = out.Plus(s.heap.Load(w.Path)...)
				continue
			}
			w.Addr = w.Addr || v.Addr
			if w.Dyn == "" {
				w.Dyn = v.Dyn
			}
			out = out.Plus(w)
			continue
		}
		if v.Addr {
			for _, loc := range s.locations(w, v.Sel) {
				out = out.Plus(path.Value{Path: loc, Addr: true, Dyn: v.Dyn})
			}
			continue
		}
		for _, x := range s.heap.Walk(w, v.Sel) {
			if x.Dyn == "" {
				x.Dyn = v.Dyn
			}
			out = out.Plus(x)
		}
	}
	return out
}

// set maps a set of values of the callee.
func (f *frame) valueSet(s *state, b *binding, vals path.Set) path.Set {
	var out path.Set
	for _, v := range vals {
		out = out.Plus(f.values(s, b, v)...)
	}
	return out
}

// locations returns the locations that sel leads to from v.
func (s *state) locations(v path.Value, sel string) []path.Path {
	init, last := path.Last(sel)
	if last == "" {
		return []path.Path{v.Path}
	}
	var out []path.Path
	for _, w := range s.heap.Walk(v, init) {
		if loc := w.Select(last); !loc.IsZero() {
			out = append(out, loc)
		}
	}
	return out
}

// theLocation returns the one location that sel surely leads to from v, or the
// zero path.
func (s *state) theLocation(v path.Value, sel string) path.Path {
	init, _ := path.Last(sel)
	if init != "" && !v.Addr {
		p := v.Path.Add(init)
		if list := itself(p, s.heap.Walk(v, init)); len(list) == 1 && list[0] == p {
			return v.Path.Add(sel)
		}
	}
	if locs := s.locations(v, sel); len(locs) == 1 {
		return locs[0]
	}
	return path.Path{}
}

// itself returns the paths of vals, to which p has led, or p alone if it is among
// them: whatever a field holds, it is what the field holds. That is as good a name
// as long as the field is set only once, as those of locks and channels are.
func itself(p path.Path, vals path.Set) []path.Path {
	var out []path.Path
	for _, v := range vals {
		if v.Path == p {
			return []path.Path{p}
		}
		out = append(out, v.Path)
	}
	return out
}

// location returns the one location that p of the callee surely is, or the zero
// path.
func (f *frame) location(s *state, b *binding, p path.Path) path.Path {
	if loc, ok := b.places[p]; ok {
		return loc
	}
	var loc path.Path
	if roots := b.root(p.Root); len(roots) == 1 {
		loc = s.theLocation(roots[0], path.Bind(p.Sel, b.elem))
	}
	if b.places != nil {
		b.places[p] = loc
	}
	return loc
}

// tokens maps tokens of the callee. Those that must stand for one thing and
// don't are dropped; those that may stand for all that they stand for.
func (f *frame) tokens(s *state, b *binding, list []summary.Token, must bool) []summary.Token {
	var out []summary.Token
	for _, t := range list {
		for _, p := range f.signaled(s, b, signal{t, must}) {
			if !p.IsZero() {
				out = append(out, summary.Token{Kind: t.Kind, Path: p})
			}
		}
	}
	return out
}

// signaled returns what a token of the callee stands for.
func (f *frame) signaled(s *state, b *binding, t signal) []path.Path {
	if paths, ok := b.signals[t]; ok {
		return paths
	}
	var paths []path.Path
	for _, v := range b.root(t.Path.Root) {
		if !t.OfValue() {
			paths = append(paths, s.locations(v, t.Path.Sel)...)
			continue
		}
		vals := s.heap.Walk(v, t.Path.Sel)
		if t.must {
			paths = append(paths, itself(v.Path.Add(t.Path.Sel), vals)...)
			continue
		}
		for _, w := range vals {
			paths = append(paths, w.Path)
		}
	}
	if t.must && len(paths) != 1 {
		paths = nil
	}
	if b.signals != nil {
		b.signals[t] = paths
	}
	return paths
}

// maxDepth bounds how deep calls of function values are followed.
const maxDepth = 6

// maxExpanded bounds how many calls of function values are followed for one call.
const maxExpanded = 256

// instantiate returns the effects of a call of t at b, which happens in the way
// that ctx says: on this goroutine or on another, under which locks, after and
// before what.
func (f *frame) instantiate(s *state, b *binding, ctx *summary.Effect, depth int) []inst {
	var out []inst
	if b.sum == nil {
		return nil
	}
	if depth == 0 {
		f.expanded = 0
	}
	b.places, b.signals = map[path.Path]path.Path{}, map[signal][]path.Path{}
	defer func() { b.places, b.signals = nil, nil }()
	for i := range b.sum.Effects {
		e := &b.sum.Effects[i]
		f.steps += 5
		if n := f.correlated(s, b, ctx, e, i); n != nil {
			for _, x := range n {
				out = append(out, f.expand(s, b, x, depth)...)
			}
			continue
		}
		n := inst{eff: f.compose(ctx, f.mapped(s, b, e)), from: i}
		for _, p := range e.Names {
			n.made = n.made || p.Root.Kind == path.Fresh
			n.refs = append(n.refs, b.refs(p)...)
		}
		switch e.Kind {
		case summary.Signal:
			for _, t := range f.tokens(s, b, []summary.Token{e.Token}, false) {
				m := n
				m.eff.Token = t
				out = append(out, m)
			}
		case summary.Call, summary.Access:
			out = append(out, f.expand(s, b, n, depth)...)
		}
	}
	return out
}

// correlated returns the effects that e stands for if it holds a lock of the very
// element that its name goes through: one for each of the elements that there
// are, with the lock of that element.
func (f *frame) correlated(s *state, b *binding, ctx, e *summary.Effect, from int) []inst {
	prefix, lock := elementOfLock(e)
	if prefix.IsZero() {
		if prefix = b.ambiguous(e); prefix.IsZero() {
			return nil
		}
	}
	var out []inst
	for _, name := range e.Names {
		rest, ok := strings.CutPrefix(name.Sel, prefix.Sel)
		if !ok || name.Root != prefix.Root {
			n := inst{eff: f.compose(ctx, f.mapped(s, b, e)), refs: b.refs(name), from: from}
			out = append(out, n)
			continue
		}
		bound := path.Bind(prefix.Sel, b.elem)
		for _, v := range b.root(name.Root) {
			for _, elem := range s.heap.Walk(v, bound) {
				m := f.mapped(s, b, e)
				m.Locks = nil
				for _, l := range e.Locks {
					tail, ok := strings.CutPrefix(l.Path.Sel, lock)
					switch {
					case !ok || l.Path.Root != prefix.Root:
						if p := f.location(s, b, l.Path); !p.IsZero() {
							m.Locks = append(m.Locks, summary.Lock{Path: p, Shared: l.Shared, Once: l.Once})
						}
					case prefix.Sel != "" && elem.Path == v.Path.Add(bound):
						if p := v.Path.Add(l.Path.Sel); !p.IsZero() {
							m.Locks = append(m.Locks, summary.Lock{Path: p, Shared: l.Shared, Once: l.Once})
						}
					default:
						if loc := s.theLocation(elem, tail); !loc.IsZero() {
							m.Locks = append(m.Locks, summary.Lock{Path: loc, Shared: l.Shared, Once: l.Once})
						}
					}
				}
				out = append(out, inst{eff: f.compose(ctx, m), refs: []ref{{v: elem, sel: path.Bind(rest, b.elem)}}, from: from})
			}
		}
	}
	return out
}

// ambiguous returns the root that a name and a lock of e share, if the call binds
// more than one value to it.
func (b *binding) ambiguous(e *summary.Effect) path.Path {
	for _, l := range e.Locks {
		for _, n := range e.Names {
			if n.Root == l.Path.Root && n.Root.Kind != path.Global && len(b.root(n.Root)) > 1 {
				return path.Of(n.Root)
			}
		}
	}
	return path.Path{}
}

// elementOfLock returns the path of the element that a lock of e shares with a
// name of e, as the name and as the lock write it.
func elementOfLock(e *summary.Effect) (prefix path.Path, lock string) {
	for _, l := range e.Locks {
		i := strings.LastIndex(l.Path.Sel, path.SameElem)
		if i < 0 {
			continue
		}
		lock = l.Path.Sel[:i+len(path.SameElem)]
		for _, n := range e.Names {
			if sel, ok := matchElem(n.Sel, lock); ok && n.Root == l.Path.Root {
				return path.Path{Root: n.Root, Sel: sel}, lock
			}
		}
	}
	return path.Path{}, ""
}

// matchElem returns the beginning of sel that lock is, any element of it standing
// for path.SameElem, and whether there is one.
func matchElem(sel, lock string) (string, bool) {
	n, rest := 0, sel
	for lock != "" {
		var x, y string
		x, rest = path.Cut(rest)
		y, lock = path.Cut(lock)
		if x != y && (y != path.SameElem || x == "" || x[0] != '[') {
			return "", false
		}
		n += len(x)
	}
	return sel[:n], true
}

// mapped returns e with its locks, tokens and arguments in terms of this
// function.
func (f *frame) mapped(s *state, b *binding, e *summary.Effect) summary.Effect {
	m := *e
	m.Names, m.Alias = nil, nil
	m.Locks = nil
	for _, l := range e.Locks {
		if p := f.location(s, b, l.Path); !p.IsZero() {
			shared := l.Shared || f.readLocked(s, b, l.Path)
			m.Locks = append(m.Locks, summary.Lock{Path: p, Shared: shared, Once: l.Once})
		}
	}
	m.Released = nil
	for _, p := range e.Released {
		if p := f.location(s, b, p); !p.IsZero() {
			m.Released = append(m.Released, p)
		}
	}
	m.Gates = f.tokens(s, b, e.Gates, true)
	m.After = f.tokens(s, b, e.After, true)
	m.Args = nil
	for _, a := range e.Args {
		m.Args = append(m.Args, summary.Arg{Vals: f.valueSet(s, b, a.Vals), Elem: path.Bind(a.Elem, b.elem)})
	}
	return m
}

// readLocked reports whether p, a lock of the callee, is what an RWMutex.RLocker is
// for.
func (f *frame) readLocked(s *state, b *binding, p path.Path) bool {
	init, last := path.Last(p.Sel)
	if last != "*" {
		return false
	}
	for _, v := range b.root(p.Root) {
		for _, w := range s.heap.Walk(v, init) {
			if w.Dyn == readLocker {
				return true
			}
		}
	}
	return false
}

// compose returns effect e, in terms of this function, as it happens in a call
// that itself happens as ctx says.
func (f *frame) compose(ctx *summary.Effect, e summary.Effect) summary.Effect {
	inside := !e.Live // over when the call is over
	held := func(cover bool) {
		for _, l := range ctx.Locks {
			if hasPath(e.Released, l.Path) || hasLock(e.Locks, l.Path) {
				continue
			}
			l.Cover = l.Cover || cover
			e.Locks = append(e.Locks, l)
		}
	}
	switch {
	case !e.Async:
		held(false)
		e.Released = append(e.Released, ctx.Released...)
		e.Live, e.Left = ctx.Live, ctx.Left
		e.Many = ctx.Many
		e.Again = e.Again || ctx.Again
	case inside:
		held(true)
		e.Live, e.Left = ctx.Live, ctx.Left
		e.Many = e.Many || ctx.Many || ctx.Again
	default:
		e.Many = e.Many || ctx.Many || ctx.Again
		for _, l := range ctx.Locks {
			if l.Once && !hasLock(e.Locks, l.Path) {
				e.Locks = append(e.Locks, l)
			}
		}
	}
	e.Async = e.Async || ctx.Async
	e.Gates = addTokens(ctx.Gates, e.Gates...)
	if inside {
		e.After = addTokens(e.After, ctx.After...)
	}
	e.Trace = append(append([]summary.Step(nil), ctx.Trace...), e.Trace...)
	return e
}

// expand returns what n, an access or a call, turns out to be in this function:
// the effects of the functions that it calls as far as they are known, and
// itself for the rest.
func (f *frame) expand(s *state, b *binding, n inst, depth int) []inst {
	var out []inst
	var rest []ref
	for _, r := range n.refs {
		open := false
		for _, v := range f.resolve(s, r) {
			targets, ok := f.expandValue(s, &n.eff, v)
			if !ok || depth >= maxDepth || f.expanded > maxExpanded {
				open = true
				continue
			}
			f.expanded += len(targets)
			for i, t := range targets {
				nb := &binding{target: t, instr: b.instr, base: b.base + freshStep*(depth+1)*(i+1) + 7*n.from}
				if t.sum != nil {
					for k := range t.sum.Fresh {
						f.fresh[path.NewSite(nb.instr, nb.base+k)] = &t.sum.Fresh[k]
					}
					f.storeOnly(s, nb, true)
				}
				ctx := n.eff
				for _, x := range f.instantiate(s, nb, &ctx, depth+1) {
					x.from, x.made = n.from, x.made || n.made
					out = append(out, x)
				}
			}
		}
		if open {
			rest = append(rest, r)
		}
	}
	if len(rest) > 0 {
		n.refs = rest
		out = append(out, n)
	}
	return out
}

// expandValue returns the targets of effect e on v, and whether they are known.
// An access of a stream that is no more than that is known to be itself.
func (f *frame) expandValue(s *state, e *summary.Effect, v path.Value) ([]target, bool) {
	if e.Kind == summary.Access || e.Method != "" {
		t := f.methodTarget(v, e.Method, e.Args)
		if t == nil || e.Kind == summary.Access && v.Dyn == streamType {
			return nil, false
		}
		return []target{*t}, true
	}
	return f.valueTarget(s, v, e.Args)
}

func hasPath(list []path.Path, p path.Path) bool {
	return slices.Contains(list, p)
}

func hasLock(list []summary.Lock, p path.Path) bool {
	for _, l := range list {
		if l.Path == p && !l.Shared {
			return true
		}
	}
	return false
}

// addTokens returns the union of two lists of tokens, and changes neither.
func addTokens(list []summary.Token, more ...summary.Token) []summary.Token {
	out := slices.Clip(list)
next:
	for _, t := range more {
		for _, u := range out {
			if t == u {
				continue next
			}
		}
		out = append(out, t)
	}
	return out
}
