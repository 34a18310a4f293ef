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
	s.unset, s.found = nil, nil
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

// byKey returns the path of a lock as a part of the element that a stream with the given
// name was found in, if the lock is the element of another container of the same object
// with the same key: a mutex for each key.
func byKey(name, lock path.Path) path.Path {
	container, key := path.Last(strings.TrimSuffix(lock.Sel, "*"))
	if name.Root != lock.Root || key == "" || key[0] != '[' || strings.HasPrefix(key, "[k:") || key == path.AnyElem || strings.Contains(container, "[") {
		return lock
	}
	i := strings.Index(name.Sel, key)
	if i < 0 || name.Sel[:i] == container || strings.Contains(name.Sel[:i], "[") {
		return lock
	}
	return path.Path{Root: name.Root, Sel: name.Sel[:i+len(key)]}.Add(summary.ByKey + strings.Map(keyMark, container))
}

// keyMark writes the selectors of a container so that they are no selectors.
func keyMark(r rune) rune {
	if strings.ContainsRune(".^*$[]", r) {
		return ':'
	}
	return r
}

// correlated returns the effects that e stands for if it holds a lock of the object that
// its name goes through, and that object is one of several: one for each of them, with
// the lock of that one.
func (f *frame) correlated(s *state, b *binding, ctx, e *summary.Effect, from int) []inst {
	owner, lock := ownerOfLock(e)
	if owner.IsZero() {
		return nil
	}
	bound := path.Bind(owner.Sel, b.elem)
	if !strings.Contains(lock, path.SameElem) && !f.leadsToSeveral(s, b.root(owner.Root), bound) {
		return nil
	}
	var out []inst
	for _, name := range e.Names {
		rest, ok := path.After(name.Sel, owner.Sel)
		if !ok || name.Root != owner.Root {
			n := inst{eff: f.compose(ctx, f.mapped(s, b, e), false), refs: b.refs(name), from: from}
			out = append(out, n)
			continue
		}
		for _, v := range b.root(name.Root) {
			for _, object := range s.heap.Walk(v, bound) {
				m := f.mapped(s, b, e)
				m.Locks = nil
				for _, l := range e.Locks {
					var p path.Path
					tail, ok := path.After(l.Path.Sel, lock)
					switch {
					case !ok || l.Path.Root != owner.Root:
						p = f.location(s, b, l.Path)
					case owner.Sel != "" && object.Path == v.Path.Add(bound):
						p = v.Path.Add(path.Bind(l.Path.Sel, b.elem))
					case strings.Contains(object.Sel, path.AnyElem):
						p = sameElem(object.Path).Add(path.Bind(tail, b.elem))
					default:
						p = s.theLocation(object, path.Bind(tail, b.elem))
					}
					if !p.IsZero() {
						m.Locks = append(m.Locks, b.lock(l, p))
					}
				}
				out = append(out, inst{eff: f.compose(ctx, m, false), refs: []ref{{v: object, sel: path.Bind(rest, b.elem)}}, from: from})
			}
		}
	}
	return out
}

// leadsToSeveral reports whether sel leads from vals to more than one object.
func (f *frame) leadsToSeveral(s *state, vals path.Set, sel string) bool {
	n := 0
	for _, v := range vals {
		if n += len(s.heap.Walk(v, sel)); n > 1 {
			return true
		}
	}
	return false
}

// ownerOfLock returns the path of the object that a name of e and a lock of e have in
// common, the longest there is, as the name and as the lock write it.
func ownerOfLock(e *summary.Effect) (owner path.Path, lock string) {
	for _, l := range e.Locks {
		for _, n := range e.Names {
			if n.Root != l.Path.Root {
				continue
			}
			if i, j := common(n.Sel, l.Path.Sel); owner.IsZero() || i > len(owner.Sel) {
				owner, lock = path.Path{Root: n.Root, Sel: n.Sel[:i]}, l.Path.Sel[:j]
			}
		}
	}
	return owner, lock
}

// common returns the lengths of the selectors with which both a name and a lock begin,
// path.SameElem standing for the name's element.
func common(name, lock string) (i, j int) {
	for i < len(name) && j < len(lock) {
		x, _ := path.Cut(name[i:])
		y, _ := path.Cut(lock[j:])
		if x != y && (y != path.SameElem || x[0] != '[') || x == path.AnyElem && y == path.AnyElem {
			break
		}
		i, j = i+len(x), j+len(y)
	}
	return i, j
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
	case contract.TryAcquire:
		f.acquire(s, row, recv, args)
	case contract.TryLock, contract.TryRLock:
		if loc := f.single(recv); !loc.IsZero() {
			put(&s.held, loc, summary.Lock{Path: loc, Shared: row.Op == contract.TryRLock})
		}
	}
}
