package infer

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

func (f *frame) isHeld(s *state, loc path.Path) bool {
	_, ok := s.held[loc]
	return ok
}

// usesAs reports whether this function, or one that it defers, also does to
// channel c what gives it back.
func (f *frame) usesAs(c path.Value, does func(*ssa.Function, func(ssa.Value) bool) bool) bool {
	if n := f.chanCap(c); n != 0 && n != 2 {
		return false
	}
	if does(f.fn, func(v ssa.Value) bool { return f.val(v).Has(c) }) {
		return true
	}
	for _, b := range f.fn.Blocks {
		for _, i := range b.Instrs {
			d, ok := i.(*ssa.Defer)
			if !ok {
				continue
			}
			if mc, ok := d.Call.Value.(*ssa.MakeClosure); ok && does(mc.Fn.(*ssa.Function), func(v ssa.Value) bool { return f.captured(mc, v).Has(c) }) {
				return true
			}
		}
	}
	return false
}

// captured returns what v of a function literal is, if it is a captured variable or
// what one holds.
func (f *frame) captured(mc *ssa.MakeClosure, v ssa.Value) path.Set {
	load, ok := v.(*ssa.UnOp)
	if ok {
		v = load.X
	}
	fv, isFree := v.(*ssa.FreeVar)
	if !isFree {
		return nil
	}
	binding := mc.Bindings[slices.Index(fv.Parent().FreeVars, fv)]
	if load == nil {
		return f.val(binding)
	}
	var out path.Set
	for _, r := range *binding.Referrers() {
		if st, ok := r.(*ssa.Store); ok && st.Addr == binding {
			out = out.Plus(f.val(st.Val)...)
		}
	}
	return out
}

// keeps reports whether this function takes the token of c, which it is given, for
// good: it sends what says nothing, and never receives it.
func (f *frame) keeps(c path.Value, ch ssa.Value) bool {
	if !c.Root.Outside() {
		return false
	}
	return saysNothing(elemType(ch.Type())) && !receives(f.fn, func(v ssa.Value) bool { return f.val(v).Has(c) })
}

// fills reports whether the send i on channel c puts into it the token that is
// then taken out and put back: the channel was just made, and goroutines that take
// the token are started before this one does.
func (f *frame) fills(s *state, c path.Value, i ssa.Instruction) bool {
	if _, ok := c.Root.Origin().(*ssa.MakeChan); !ok || len(s.live) > 0 {
		return false
	}
	after := false
	for _, j := range i.Block().Instrs {
		switch j := j.(type) {
		case *ssa.Go:
			if after {
				return true
			}
		case *ssa.UnOp:
			if after && j.Op == token.ARROW && f.val(j.X).Has(c) {
				return false
			}
		}
		after = after || j == i
	}
	return after && len(i.Block().Succs) > 0
}

// onlyLocks reports whether this function does nothing but send to or receive from
// c, the value of ch, which it is given, or give up: it is how somebody writes lock
// and unlock. What says something is no token.
func (f *frame) onlyLocks(c path.Value, ch ssa.Value) bool {
	if !c.Root.Outside() || !saysNothing(elemType(ch.Type())) {
		return false
	}
	n := 0
	for _, b := range f.fn.Blocks {
		for _, i := range b.Instrs {
			switch i := i.(type) {
			case *ssa.Go, *ssa.Defer, *ssa.Store, *ssa.MapUpdate:
				return false
			case *ssa.Call:
				if row, _, _ := rowOf(&i.Call); row.Op == contract.None || row.Op.Acts() {
					return false
				}
			}
			n++
		}
	}
	return n <= maxLocker
}

// maxLocker bounds the instructions of a function that does nothing but lock.
const maxLocker = 24

// saysNothing reports whether values of type t are tokens and no messages.
func saysNothing(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Struct:
		return t.NumFields() == 0
	case *types.Basic:
		return t.Kind() == types.Bool
	}
	return false
}

// receives reports whether fn receives from a channel that is accepted.
func receives(fn *ssa.Function, accept func(ssa.Value) bool) bool {
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			switch i := i.(type) {
			case *ssa.UnOp:
				if i.Op == token.ARROW && accept(i.X) {
					return true
				}
			case *ssa.Select:
				for _, st := range i.States {
					if st.Send == nil && accept(st.Chan) {
						return true
					}
				}
			}
		}
	}
	return false
}

// sends reports whether fn sends on a channel that is accepted.
func sends(fn *ssa.Function, accept func(ssa.Value) bool) bool {
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			switch i := i.(type) {
			case *ssa.Send:
				if accept(i.Chan) {
					return true
				}
			case *ssa.Select:
				for _, st := range i.States {
					if st.Send != nil && accept(st.Chan) {
						return true
					}
				}
			}
		}
	}
	return false
}

// semSend takes the mutex that channel c is, or gives it back, by a send.
func (f *frame) semSend(s *state, c path.Value, ch ssa.Value, i ssa.Instruction) {
	if loc := c.Path.Add(summary.SemaphoreLock); f.isHeld(s, loc) {
		f.unlock(s, loc)
	} else if f.usesAs(c, receives) && !f.fills(s, c, i) || f.onlyLocks(c, ch) || f.keeps(c, ch) {
		put(&s.held, loc, summary.Lock{Path: loc})
	}
}
