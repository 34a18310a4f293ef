package infer

import (
	"slices"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// maxDepth bounds how deep calls of function values are followed.
const maxDepth = 6

// maxExpanded bounds how many calls of function values are followed for one call.
const maxExpanded = 256

// instantiate returns the effects of a call of t at b, which happens in the way
// that ctx says: on this goroutine or on another, under which locks, after and
// before what.
func (f *frame) instantiate(s *state, b *binding, ctx *summary.Effect, depth int) []inst {
	if depth == 0 {
		f.expanded = 0
	}
	return f.appendEffects(nil, s, b, ctx, depth)
}

// appendEffects appends what instantiate returns to out.
func (f *frame) appendEffects(out []inst, s *state, b *binding, ctx *summary.Effect, depth int) []inst {
	if b.sum == nil {
		return out
	}
	b.places, b.signals = map[path.Path]path.Path{}, map[signal][]path.Path{}
	defer func() { b.places, b.signals = nil, nil }()
	for i := range b.sum.Effects {
		e := &b.sum.Effects[i]
		f.steps += 5
		if n := f.correlated(s, b, ctx, e, i); n != nil {
			for _, x := range n {
				out = f.expand(out, s, b, x, depth)
			}
			continue
		}
		if b.beforeOthers(e) || !ctx.Async && f.excludes(s, b, e.When) {
			continue
		}
		made, own := ofCallee(e)
		n := inst{eff: f.compose(ctx, f.mapped(s, b, e), own), from: i, made: made, own: own && depth > 0, fn: b.fn}
		for _, p := range e.Names {
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
			out = f.expand(out, s, b, n, depth)
		}
	}
	return out
}

// ofCallee reports whether what e acts on may, and whether it must, be an object that
// the call creates.
func ofCallee(e *summary.Effect) (may, must bool) {
	must = len(e.Names) > 0
	for _, p := range e.Names {
		fresh := p.Root.Kind == path.Fresh
		may, must = may || fresh, must && fresh
	}
	return may, must
}

// mapped returns e with its locks, tokens and arguments in terms of this
// function.
func (f *frame) mapped(s *state, b *binding, e *summary.Effect) summary.Effect {
	m := *e
	m.Names, m.Alias, m.When = nil, nil, nil
	m.Locks = nil
	for _, l := range e.Locks {
		if p := s.limit(f.location(s, b, l.Path)); !p.IsZero() {
			k := b.lock(l, p)
			k.Shared = l.Shared || f.readLocked(s, b, l.Path)
			m.Locks = append(m.Locks, k)
		}
	}
	m.Released = nil
	for _, p := range e.Released {
		if p := f.location(s, b, p); !p.IsZero() {
			m.Released = append(m.Released, p)
		}
	}
	m.Released = uniquePaths(m.Released)
	m.Gates = f.tokens(s, b, e.Gates, true)
	m.After = f.tokens(s, b, e.After, true)
	m.Args = nil
	for _, a := range e.Args {
		m.Args = append(m.Args, summary.Arg{Vals: f.valueSet(s, b, a.Vals), Elem: path.Bind(a.Elem, b.elem), Own: a.Own})
	}
	return m
}

// limit returns the path of a lock, if it is one: what may be the limit of a group is if
// the group is known to have one, and is still open if callers may know.
func (s *state) limit(p path.Path) path.Path {
	init, last := path.Last(p.Sel)
	if last != summary.MaybeLimit {
		return p
	}
	group := path.Path{Root: p.Root, Sel: init}
	switch {
	case s.limited[group]:
		return group.Add(summary.LimitLock)
	case p.Root.Outside():
		return p
	}
	return path.Path{}
}

// compose returns effect e, in terms of this function, as it happens in a call
// that itself happens as ctx says.
func (f *frame) compose(ctx *summary.Effect, e summary.Effect, own bool) summary.Effect {
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
		e.Released = uniquePaths(slices.Concat(e.Released, ctx.Released))
		e.Live, e.Left = ctx.Live, ctx.Left
		e.Many = ctx.Many
		e.Again = e.Again || ctx.Again
	case inside:
		held(true)
		e.Live, e.Left = ctx.Live, ctx.Left
		e.Many = e.Many || ctx.Many
	default:
		// What it was left behind by makes another object each time, or it doesn't.
		e.Many = e.Many || ctx.Many || ctx.Again && !own
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

// expand appends to out what n, an access or a call, turns out to be in this function:
// the effects of the functions that it calls as far as they are known, and
// itself for the rest.
func (f *frame) expand(out []inst, s *state, b *binding, n inst, depth int) []inst {
	var rest []ref
	for name, r := range n.refs {
		open := false
		for _, v := range f.resolve(s, r) {
			targets, ok := f.expandValue(s, &n.eff, v)
			if !ok || depth >= maxDepth || f.expanded > maxExpanded {
				open = true
				continue
			}
			f.expanded += len(targets)
			for i, t := range targets {
				nb := &binding{target: t, instr: b.instr, base: b.nested(n.from, depth, i)}
				if t.sum != nil {
					f.creates(nb)
					f.storeOnly(s, nb, true)
				}
				ctx := n.eff
				before := len(out)
				out = f.appendEffects(out, s, nb, &ctx, depth+1)
				insts := out[before:]
				if n.eff.Async && n.eff.Live && t.sum != nil && b.sum != nil {
					f.dropOwnAdds(s, b, nb, insts)
				}
				for k := range insts {
					x := &insts[k]
					x.inner = append(slices.Clip(x.inner), level{nb, x.from})
					x.from, x.made, x.own, x.name = n.from, x.made || n.made, x.own || n.own, name+1
					if n.eff.Kind == summary.Call && !v.Via.IsZero() {
						x.fn = v
					}
				}
			}
		}
		if open {
			rest = append(rest, r)
		}
	}
	if len(rest) > 0 {
		n.refs = rest
		if n.eff.Kind == summary.Call && n.eff.Method != "" && depth < maxDepth && (f.fn == nil || !f.hasCallers()) {
			out = f.appendGiven(out, s, b, &n, depth)
		}
		out = append(out, n)
	}
	return out
}

// appendGiven appends what the functions do that are given to n, a call of a method that
// nobody can tell more about: it runs them in place, as most do.
func (f *frame) appendGiven(out []inst, s *state, b *binding, n *inst, depth int) []inst {
	for k, a := range n.eff.Args {
		for i, v := range a.Vals {
			targets, ok := f.valueTarget(s, v, nil)
			if !ok || f.expanded > maxExpanded {
				continue
			}
			f.expanded += len(targets)
			for j, t := range targets {
				nb := &binding{target: t, instr: b.instr, base: b.nested(n.from, depth, 16*(k+1)+4*i+j)}
				ctx := n.eff
				before := len(out)
				out = f.appendEffects(out, s, nb, &ctx, depth+1)
				for m := before; m < len(out); m++ {
					x := &out[m]
					x.inner = append(slices.Clip(x.inner), level{nb, x.from})
					x.from, x.made, x.own = n.from, x.made || n.made, x.own || n.own
				}
			}
		}
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
	if len(list)*len(more) > 1<<10 {
		seen := make(map[summary.Token]bool, len(list)+len(more))
		for _, t := range list {
			seen[t] = true
		}
		for _, t := range more {
			if !seen[t] {
				seen[t] = true
				out = append(out, t)
			}
		}
		return out
	}
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
