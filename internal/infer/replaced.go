package infer

import (
	"go/token"
	"maps"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// Who replaces what a field holds, under a mutex, has what was there to himself, but for
// those who have read the field before and use what they have found without the mutex. So
// it is as if he still held it when he uses that: what others do under the mutex is over, or
// they find something else.

// A taking is a result of a call, or what a register holds, which a function has taken out
// of a field.
type taking struct {
	of     ssa.Value
	result int
}

// foundUnder notes that v was read from a field under a mutex, which is still held.
func (f *frame) foundUnder(s *state, v *ssa.UnOp) {
	if _, ok := v.X.(*ssa.FieldAddr); !ok || !s.exclusive() {
		return
	}
	if addrs := f.val(v.X); len(addrs) == 1 {
		put(&s.found, ssa.Value(v), pointee(addrs[0], v.X.Type()))
	}
}

// replace notes that what was found at the location loc is no longer there.
func (s *state) replace(loc path.Path) {
	for v, at := range s.found {
		if at == loc {
			for _, l := range s.held {
				if !l.Shared && !l.Once {
					put(&s.taken, taking{of: v}, summary.Lock{Path: l.Path, Taken: true})
				}
			}
		}
	}
}

// forgetTaken drops what is known of the registers of an iteration of l.
func (s *state) forgetTaken(l *loop) {
	maps.DeleteFunc(s.found, func(v ssa.Value, _ path.Path) bool { return l.values[v.Name()] != nil })
	maps.DeleteFunc(s.taken, func(t taking, _ summary.Lock) bool { return l.values[t.of.Name()] != nil })
}

// takenFrom returns the lock under which what v is, or is a part of, was taken out of a field.
func (s *state) takenFrom(v ssa.Value) (summary.Lock, bool) {
	for len(s.taken) > 0 {
		if l, ok := s.taken[taking{of: v}]; ok {
			return l, true
		}
		switch x := v.(type) {
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return summary.Lock{}, false
			}
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Extract:
			l, ok := s.taken[taking{x.Tuple, x.Index}]
			return l, ok
		default:
			return summary.Lock{}, false
		}
	}
	return summary.Lock{}, false
}

// lockTaken adds to ctx, a call of c, the lock under which what it is called on was taken.
func (s *state) lockTaken(c *ssa.CallCommon, ctx *summary.Effect) {
	v := c.Value
	if !c.IsInvoke() {
		if c.Signature().Recv() == nil || len(c.Args) == 0 {
			return
		}
		v = c.Args[0]
	}
	if l, ok := s.takenFrom(v); ok && !hasLock(ctx.Locks, l.Path) {
		ctx.Locks = append(ctx.Locks, l)
		sortLocks(ctx.Locks)
	}
}

// takenResults returns the locks under which the results of x's function were taken out of
// fields, in any case.
func (x *exporter) takenResults() map[int]path.Path {
	var out map[int]path.Path
	for n, e := range x.f.exits {
		if e.instr == nil {
			return nil
		}
		for i, v := range e.instr.Results {
			l, ok := e.state.takenFrom(stored(v))
			p := x.name(l.Path)
			switch {
			case !ok || n > 0 && out[i] != p:
				delete(out, i)
			case n == 0 && !p.IsZero():
				put(&out, i, p)
			}
		}
	}
	return out
}

// giveTaken notes of the results of call i what b's target has taken out of fields.
func (f *frame) giveTaken(s *state, b *binding, call *ssa.Call) {
	for i, p := range f.pkg.taken[b.sum] {
		if loc := f.location(s, b, p); !loc.IsZero() {
			l := summary.Lock{Path: loc, Taken: true}
			put(&s.taken, taking{call, i}, l)
		}
	}
}
