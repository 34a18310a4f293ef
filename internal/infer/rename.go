package infer

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// rename maps all paths of s.
func (f *frame) rename(s *state, to func(path.Path) path.Path) {
	s.heap = s.heap.Rename(to)
	old := s.live
	s.live = nil
	for _, k := range sortedKeys(old) {
		l := renameLive(old[k], to)
		if l != old[k] {
			k = f.liveKey(l)
		}
		if o, ok := s.live[k]; ok {
			l = s.merged(l, o)
		}
		put(&s.live, k, l)
	}
	renameKeys(&s.held, to, true)
	for p, l := range s.held {
		l.Path, l.Weight = p, to(path.Path{Sel: l.Weight}).Sel
		s.held[p] = l
	}
	renameKeys(&s.released, to, false)
	renameKeys(&s.added, to, true)
	renameKeys(&s.limited, to, true)
	renameKeys(&s.confirmed, to, true)
	renameKeys(&s.unset, to, true)
	maps.DeleteFunc(s.found, func(_ ssa.Value, at path.Path) bool { return to(at) != at })
	maps.DeleteFunc(s.taken, func(_ taking, l summary.Lock) bool { return to(l.Path) != l.Path })
	renameSenders(&s.senders, to)
	renameKeys(&s.received, to, true)
	renameTokens(&s.waited, to, true)
	renameTokens(&s.signaled, to, false)
}

func renameKeys[V any](m *map[path.Path]V, to func(path.Path) path.Path, must bool) {
	var out map[path.Path]V
	for k, v := range *m {
		n := to(k)
		if n != k && must || n.IsZero() {
			continue
		}
		put(&out, n, v)
	}
	*m = out
}

func renameSenders(m *map[path.Path]int, to func(path.Path) path.Path) {
	var out map[path.Path]int
	for k, n := range *m {
		if k = to(k); !k.IsZero() {
			put(&out, k, max(n, out[k]))
		}
	}
	*m = out
}

func renameTokens(m *map[summary.Token]bool, to func(path.Path) path.Path, must bool) {
	var out map[summary.Token]bool
	for k, v := range *m {
		n := to(k.Path)
		if n != k.Path && must || n.IsZero() {
			continue
		}
		put(&out, summary.Token{Kind: k.Kind, Path: n}, v)
	}
	*m = out
}

// merged returns what stands for both l and o, the effects of two iterations which have the
// same name from now on.
func (s *state) merged(l, o *live) *live {
	guard := l.conditions(s.facts)
	meet(guard, o.conditions(s.facts))
	m := l.plus(o, guard)
	m.several = m.several || !contradicts(l.guard, o.guard)
	return m.each()
}

// each returns l, without what each of several says when it is over by something of its own:
// waiting for one of those of former iterations isn't waiting for all.
func (l *live) each() *live {
	own := func(t summary.Token) bool { return t.Path.Root.Old }
	if !l.several || !slices.ContainsFunc(l.eff.After, own) {
		return l
	}
	eff := *l.eff
	eff.After = slices.DeleteFunc(slices.Clone(eff.After), own)
	m := *l
	m.eff = &eff
	return &m
}

// renameSpots returns the spots that are the same after renaming.
func renameSpots(m map[spot]bool, to func(path.Path) path.Path) map[spot]bool {
	var out map[spot]bool
	for at := range m {
		if to(at.loc) == at.loc {
			put(&out, at, true)
		}
	}
	return out
}

func renameLive(l *live, to func(path.Path) path.Path) *live {
	changed := false
	one := func(p path.Path) path.Path {
		q := to(p)
		changed = changed || p != q
		return q
	}
	value := func(v path.Value) path.Value {
		v.Path, v.Via, v.Elem, v.Owned = one(v.Path), one(v.Via), one(path.Of(v.Elem)).Root, one(v.Owned)
		return v
	}
	m := &live{res: l.res.Map(value), guard: l.guard, src: l.src, worker: l.worker, fns: l.fns.Map(value), failed: one(l.failed), apart: l.apart, gone: maps.Clone(l.gone), endsAt: renameSpots(l.endsAt, one), several: l.several}
	renameKeys(&m.gone, one, true)
	for _, r := range l.refs {
		sel := to(path.Path{Root: r.v.Root, Sel: r.sel}).Sel
		changed = changed || sel != r.sel
		m.refs = append(m.refs, ref{v: value(r.v), sel: sel})
	}
	e := *l.eff
	e.Locks, e.Gates, e.After, e.Args = nil, nil, nil, nil
	for _, k := range l.eff.Locks {
		k.Path, k.Weight = one(k.Path), one(path.Path{Sel: k.Weight}).Sel
		e.Locks = append(e.Locks, k)
	}
	for _, t := range l.eff.Gates {
		e.Gates = append(e.Gates, summary.Token{Kind: t.Kind, Path: one(t.Path)})
	}
	for _, t := range l.eff.After {
		e.After = append(e.After, summary.Token{Kind: t.Kind, Path: one(t.Path)})
	}
	for _, a := range l.eff.Args {
		e.Args = append(e.Args, summary.Arg{Vals: a.Vals.Map(value), Elem: one(path.Path{Sel: a.Elem}).Sel, Own: a.Own})
	}
	e.Token.Path = one(e.Token.Path)
	m.eff = &e
	if !changed {
		return l
	}
	return m
}
