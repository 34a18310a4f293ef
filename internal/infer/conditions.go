package infer

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A deferred function literal often does something only if the function has failed, or
// has not come to the end: it asks an error or a flag that it has captured. Its effects
// have the condition (Effect.When), and the one that calls it knows by then what the
// variable holds.

// keepCondition notes what variable addr holds, a boolean or something that may be nil,
// now that it was given val.
func (f *frame) keepCondition(s *state, addr, val ssa.Value) {
	variable, ok := addr.(*ssa.Alloc)
	if !ok || !isCaptured(variable) {
		return
	}
	value, known := f.truth(s, val)
	if !isBoolean(val.Type()) {
		value, known = isNilNow(s, val)
	}
	s.forget(func(name string) bool { return name == variable.Name() })
	if known {
		put(&s.facts, heldKey(variable), value)
	}
}

// declare notes that a variable, which has come into being, holds false or nil.
func declare(s *state, variable *ssa.Alloc) {
	t := variable.Type().Underlying().(*types.Pointer).Elem()
	if (isBoolean(t) || isNilable(t)) && isCaptured(variable) && changedHere(variable) {
		put(&s.facts, heldKey(variable), !isBoolean(t))
	}
}

// learnHeld notes what the variable holds that v was read from, and reports whether that can be:
// value says whether it is true, or nil.
func learnHeld(s *state, v ssa.Value, value bool) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return true
	}
	variable, ok := load.X.(*ssa.Alloc)
	if !ok || !isCaptured(variable) || !nothingAfter(load) {
		return true
	}
	if changedHere(variable) {
		return s.learn(heldKey(variable), value)
	}
	put(&s.facts, heldKey(variable), value)
	return true
}

// isCaptured reports whether a function literal has the variable.
func isCaptured(variable *ssa.Alloc) bool {
	for _, r := range *variable.Referrers() {
		if _, ok := r.(*ssa.MakeClosure); ok {
			return true
		}
	}
	return false
}

// heldKey names the condition that a variable holds true, or nil.
func heldKey(variable *ssa.Alloc) string { return variable.Name() + "=held" }

func isBoolean(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// when returns the conditions on captured variables under which r happens. Variables
// that the function itself changes don't count.
func (f *frame) when(r *record) []summary.Cond {
	var out []summary.Cond
	for i, v := range f.fn.FreeVars {
		if v.Referrers() == nil || len(r.states) == 0 {
			continue
		}
		for _, use := range *v.Referrers() {
			load, ok := use.(*ssa.UnOp)
			if !ok || load.Op != token.MUL {
				out = withoutCond(out, i)
				break // stored, or handed on
			}
			boolean := isBoolean(load.Type())
			key := nameOfNil(load)
			if boolean {
				key = load.Name() + "="
			}
			if value, ok := agreed(r.states, key); ok {
				out = append(out, summary.Cond{Free: i, Nil: !boolean, Value: value})
			}
		}
	}
	return out
}

func withoutCond(list []summary.Cond, free int) []summary.Cond {
	for len(list) > 0 && list[len(list)-1].Free == free {
		list = list[:len(list)-1]
	}
	return list
}

// agreed returns what all states know about a condition.
func agreed(states []*state, key string) (value, ok bool) {
	for n, s := range states {
		v, known := s.facts[key]
		if !known || n > 0 && v != value {
			return false, false
		}
		value = v
	}
	return value, true
}

// excludes reports whether one of conds, about what b's target has captured, doesn't
// hold in s. It is called now.
func (f *frame) excludes(s *state, b *binding, conds []summary.Cond) bool {
	for _, c := range conds {
		if c.Free >= len(b.frees) || len(b.frees[c.Free].Vals) != 1 {
			continue
		}
		v := b.frees[c.Free].Vals[0]
		variable, ok := v.Root.Origin().(*ssa.Alloc)
		if !ok || v.Root.Kind != path.Site || v.Sel != "" || !changedHere(variable) {
			continue
		}
		if value, ok := s.facts[heldKey(variable)]; ok && value != c.Value {
			return true
		}
	}
	return false
}

// changedHere reports whether no other function gives the variable anything.
func changedHere(variable *ssa.Alloc) bool {
	for st := range cellStores(variable) {
		if st == nil || st.Parent() != variable.Parent() {
			return false
		}
	}
	return true
}
