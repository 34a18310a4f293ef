package infer

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
)

// A variable that is given another stream each time round a loop, as after a
// reconnect, holds one of several as far as its values tell. That it no longer holds
// the one that a goroutine has which is still running is told by live.apart: the
// variables, phis and local ones, that were given something else since, and by
// live.gone: the fields of objects.

// reassign gives a register or local variable the values vals, after which it holds
// nothing else if it is the only one.
func (f *frame) reassign(s *state, variable ssa.Value, from ssa.Value, vals path.Set, only bool) {
	for k, l := range s.live {
		apart := from != nil && l.apart[from] || f.disjoint(s, vals, l, variable)
		if !only {
			apart = apart && l.apart[variable]
		}
		if apart == l.apart[variable] {
			continue
		}
		m := *l
		m.apart = maps.Clone(l.apart)
		if apart {
			put(&m.apart, variable, true)
		} else {
			delete(m.apart, variable)
		}
		s.live[k] = &m
	}
}

// disjoint reports whether nothing that vals lead to is what l acts on, nor will be
// once the variable holds them.
func (f *frame) disjoint(s *state, vals path.Set, l *live, variable ssa.Value) bool {
	if len(vals) == 0 || len(l.res) == 0 {
		return false
	}
	for _, v := range vals {
		for _, r := range l.refs {
			f.steps++
			if r.v.Root.Origin() == variable || path.MayBe(v, r.v, f.many) {
				return false
			}
			for _, w := range append(s.heap.Walk(v, r.sel), v) {
				if slices.ContainsFunc(l.res, func(x path.Value) bool { return path.MayBe(w, x, f.many) }) {
					return false
				}
			}
		}
	}
	return true
}

// turn follows the phis of a block on the edge from another one.
func (f *frame) turn(s *state, from, to *ssa.BasicBlock) {
	if len(s.live) == 0 {
		return
	}
	n := slices.Index(to.Preds, from)
	for _, i := range to.Instrs {
		phi, ok := i.(*ssa.Phi)
		if !ok {
			return
		}
		if e := phi.Edges[n]; e != phi && f.tracked(phi.Type()) {
			f.reassign(s, phi, variableOf(e), f.val(e), true)
			if isChan(phi) {
				s.moveEnds(spot{reg: e}, spot{reg: phi}, f.val(e), !isPhiOf(e, to))
			}
		}
	}
}

// isPhiOf reports whether v is a phi of block b: on the edges that lead there it has its value
// of before.
func isPhiOf(v ssa.Value, b *ssa.BasicBlock) bool {
	phi, ok := v.(*ssa.Phi)
	return ok && phi.Block() == b
}

// overwrite notes that one of locs was given vals, which register from has if it isn't nil, and
// holds nothing else if sure is set and there is one.
func (f *frame) overwrite(s *state, locs []path.Path, from ssa.Value, vals path.Set, sure bool) {
	for _, loc := range locs {
		s.moveEnds(spot{reg: from}, spot{loc: loc}, vals, sure && len(locs) == 1)
	}
	for k, l := range s.live {
		if !l.eff.Bound {
			continue // it may find there what is stored now
		}
		for _, loc := range locs {
			gone := sure && len(locs) == 1 && loc.Definite() && !f.mayHave(l, vals)
			if !gone && (!l.gone[loc] || !f.mayHave(l, vals)) || gone && l.gone[loc] {
				continue
			}
			m := *l
			m.gone = maps.Clone(l.gone)
			if gone {
				put(&m.gone, loc, true)
			} else {
				delete(m.gone, loc)
			}
			l = &m
			s.live[k] = l
		}
	}
}

// mayHave reports whether l may act on one of vals, or on what only they lead to.
func (f *frame) mayHave(l *live, vals path.Set) bool {
	for _, v := range vals {
		f.steps++
		if len(l.res) == 0 || slices.ContainsFunc(l.res, func(x path.Value) bool { return x.Root == v.Root || path.MayBe(v, x, f.many) }) {
			return true
		}
	}
	return false
}

// elsewhere reports whether all that r acts on was read from variables or locations
// that no longer hold what l has.
func (l *live) elsewhere(r *record) bool {
	if len(l.apart)+len(l.gone) == 0 || len(r.refs) == 0 {
		return false
	}
	for _, ref := range r.refs {
		if (ref.from == nil || !l.apart[ref.from]) && !l.gone[ref.v.Path.Add(ref.sel)] {
			return false
		}
	}
	return true
}

// outlive keeps old, an effect that may be running when the like is started again,
// by a name of its own: the two are over at different times.
func (f *frame) outlive(s *state, key string, old *live) {
	key += " before"
	if older, ok := s.live[key]; ok {
		guard := maps.Clone(old.guard)
		meet(guard, older.guard)
		old = old.plus(older, guard)
	}
	s.live[key] = old
}

// read notes from which variables call c, which instruction i makes, reads its
// arguments and what the function literal that it calls has captured.
func (b *binding) read(i ssa.Instruction, c *ssa.CallCommon) {
	switch {
	case c.IsInvoke():
		b.fromParams = append(b.fromParams, readFrom(c.Value, i))
	case c.StaticCallee() == nil:
		return
	}
	for _, a := range c.Args {
		b.fromParams = append(b.fromParams, readFrom(a, i))
	}
	if mc, ok := c.Value.(*ssa.MakeClosure); ok {
		for _, a := range mc.Bindings {
			b.fromFrees = append(b.fromFrees, variableOf(a))
		}
	}
}
