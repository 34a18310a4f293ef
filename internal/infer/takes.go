package infer

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
)

// What is found in a container and then taken out of it is nobody else's: a pool hands out
// connections that way. It is what a receive from a channel has got.

// takesOut reports whether the element that v finds in a map is then deleted from
// it: nobody else finds it there.
func (f *frame) takesOut(v *ssa.Lookup) bool {
	return f.follows(v, func(i ssa.Instruction) bool {
		call, ok := i.(*ssa.Call)
		if !ok {
			return false
		}
		d, ok := call.Call.Value.(*ssa.Builtin)
		return ok && d.Name() == "delete" && sourceKey(call.Call.Args[1]) == sourceKey(v.Index) && sourceKey(call.Call.Args[0]) == sourceKey(v.X)
	})
}

// takesOutOf is takesOut for an element of a slice in a variable or field, which is then
// given a part of the slice. A mutex must be held: else others may find it as well.
func (f *frame) takesOutOf(s *state, v *ssa.IndexAddr) bool {
	load, ok := v.X.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || !f.tracked(elemType(v.X.Type())) || !s.exclusive() {
		return false
	}
	for _, r := range *v.Referrers() {
		if use, ok := r.(*ssa.UnOp); !ok || use.Op != token.MUL {
			return false
		}
	}
	return f.follows(v, func(i ssa.Instruction) bool {
		st, ok := i.(*ssa.Store)
		return ok && "*"+sourceKey(st.Addr) == sourceKey(load) && isPartOf(st.Val, sourceKey(load))
	})
}

// exclusive reports whether a mutex is held.
func (s *state) exclusive() bool {
	for _, l := range s.held {
		if !l.Shared && !l.Once {
			return true
		}
	}
	return false
}

// isPartOf reports whether v is the slice with the given source without some elements.
func isPartOf(v ssa.Value, source string) bool {
	switch v := v.(type) {
	case *ssa.Slice:
		return sourceKey(v.X) == source && (v.Low != nil || v.High != nil)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			return b.Name() == "append" && isPartOf(v.Call.Args[0], source) && isPartOf(v.Call.Args[1], source)
		}
		fn := v.Call.StaticCallee()
		return fn != nil && contract.Lookup(declared(fn)).Op == contract.Without && sourceKey(v.Call.Args[0]) == source
	}
	return false
}

// follows reports whether an instruction as wanted comes after v wherever anything but a
// look at v is done with it.
func (f *frame) follows(v ssa.Value, want func(ssa.Instruction) bool) bool {
	at := v.(ssa.Instruction)
	for _, b := range f.fn.Blocks {
		if b != at.Block() && !at.Block().Dominates(b) {
			continue
		}
		for _, i := range b.Instrs {
			if (b != at.Block() || f.ordinal(i) > f.ordinal(at)) && want(i) && !f.handedOnBefore(v, i) {
				return true
			}
		}
	}
	return false
}

// handedOnBefore reports whether v, or what it holds, is returned or handed on where i
// need not have been run.
func (f *frame) handedOnBefore(v ssa.Value, i ssa.Instruction) bool {
	return slices.ContainsFunc(*v.Referrers(), func(r ssa.Instruction) bool {
		switch r := r.(type) {
		case *ssa.Extract, *ssa.UnOp, *ssa.TypeAssert, *ssa.ChangeInterface, *ssa.Field, *ssa.FieldAddr:
			return f.handedOnBefore(r.(ssa.Value), i)
		case *ssa.Return, *ssa.Store, *ssa.Send, *ssa.Go, *ssa.MapUpdate:
			b := i.Block()
			return !b.Dominates(r.Block()) || b == r.Block() && f.ordinal(r) < f.ordinal(i)
		}
		return false
	})
}

// givenBeside reports whether p was received and sent on at a return at which r is still live.
func (x *exporter) givenBeside(r *record, p path.Path) bool {
	for _, e := range x.f.exits {
		if !e.state.given[p] {
			continue
		}
		for _, l := range e.state.live {
			if l.src == r.src {
				return true
			}
		}
	}
	return false
}
