package infer

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// partOf returns the register that holds the object of which v is a part, or the
// address of one, if that register may hold one of several objects.
func (f *frame) partOf(v ssa.Value) (part, bool) {
	sel := ""
	for {
		if len(f.val(v)) > 1 {
			if _, ok := v.Type().Underlying().(*types.Pointer); ok && sel != "" {
				if _, isAddr := v.(*ssa.FieldAddr); !isAddr {
					return part{v, sel}, true
				}
			}
		}
		switch x := v.(type) {
		case *ssa.FieldAddr:
			sel = fieldSel(x.X.Type(), x.Field) + sel
			v = x.X
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return part{}, false
			}
			v = x.X
		default:
			return part{}, false
		}
	}
}

// lockedParts gives to accesses of a part of one of several objects the locks that
// are parts of the same object.
func (f *frame) lockedParts(s *state, c *ssa.CallCommon, insts []inst) []inst {
	recv := c.Value
	if !c.IsInvoke() {
		if len(c.Args) == 0 {
			return insts
		}
		recv = c.Args[0]
	}
	p, ok := f.partOf(recv)
	if !ok {
		return insts
	}
	var out []inst
	for _, n := range insts {
		for _, v := range f.val(p.reg) {
			m := n
			m.eff.Locks = slices.Clone(n.eff.Locks)
			for q, l := range s.heldOf {
				if q.reg == p.reg {
					if l.Path = v.Path.Add(q.sel); !l.Path.IsZero() {
						m.eff.Locks = append(m.eff.Locks, l)
					}
				}
			}
			sortLocks(m.eff.Locks)
			m.refs = []ref{{v: v, sel: p.sel}}
			out = append(out, m)
		}
	}
	return out
}

// single returns the one location that the address v surely is: that of a lock
// or a wait group.
func (f *frame) single(v ssa.Value) path.Path {
	vals := f.val(v)
	if len(vals) != 1 {
		return path.Path{}
	}
	return vals[0].Select("*")
}

// locks returns the locks that are held.
func (s *state) locks() []summary.Lock {
	var out []summary.Lock
	for _, l := range s.held {
		out = append(out, l)
	}
	sortLocks(out)
	return out
}

// unlock gives a lock back. What was found under it may change from now on.
func (f *frame) unlock(s *state, loc path.Path) {
	s.unset = nil
	f.giveBack(s, loc)
}

// giveBack gives back a lock or a claim: this goroutine no longer holds it, nor does
// it cover the goroutines that are still running.
func (f *frame) giveBack(s *state, loc path.Path) {
	if _, ok := s.held[loc]; ok {
		delete(s.held, loc)
	} else {
		put(&s.released, loc, true)
	}
	if f.recording {
		for _, l := range s.live {
			f.uncovered[uncover{l.src, loc}] = true
		}
	}
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
			n := inst{eff: f.compose(ctx, f.mapped(s, b, e), false), refs: b.refs(name), from: from}
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
				out = append(out, inst{eff: f.compose(ctx, m, false), refs: []ref{{v: elem, sel: path.Bind(rest, b.elem)}}, from: from})
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

// tried takes the lock of a call of TryLock that has returned true, or what a
// compare-and-swap has won.
func (f *frame) tried(s *state, c *ssa.CallCommon) {
	row, recv, args := rowOf(c)
	switch row.Op {
	case contract.CAS:
		f.swapped(s, recv, args, row)
	case contract.TryLock, contract.TryRLock:
		if loc := f.single(recv); !loc.IsZero() {
			put(&s.held, loc, summary.Lock{Path: loc, Shared: row.Op == contract.TryRLock})
		}
	}
}
