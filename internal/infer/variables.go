package infer

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// stored returns what a variable that is loaded has last been given, if one way
// leads there, and else v itself. Variables that functions capture, results that
// deferred calls may change among them, are loaded anew for each use.
func stored(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	variable, ok := load.X.(*ssa.Alloc)
	if !ok {
		return v
	}
	b := load.Block()
	instrs := b.Instrs[:slices.Index(b.Instrs, ssa.Instruction(load))]
	for range maxLookBack {
		for _, i := range slices.Backward(instrs) {
			if st, ok := i.(*ssa.Store); ok && st.Addr == variable {
				return st.Val
			}
			if call, ok := i.(*ssa.Call); ok && captures(call.Call.Value, variable) {
				return v
			}
		}
		if len(b.Preds) != 1 {
			break
		}
		b = b.Preds[0]
		instrs = b.Instrs
	}
	return v
}

// maxLookBack is in how many blocks a store is looked for.
const maxLookBack = 8

// captures reports whether fn is a function literal that has the variable.
func captures(fn ssa.Value, variable *ssa.Alloc) bool {
	mc, ok := fn.(*ssa.MakeClosure)
	return ok && slices.Contains(mc.Bindings, ssa.Value(variable))
}

// variableOf returns the phi or the local variable that v, or what v is a part of,
// was read from, or nil.
func variableOf(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.Phi, *ssa.Alloc:
			return x
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return nil
			}
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return nil
		}
	}
}

// readFrom is variableOf if the variable still holds at i what v was read from it.
func readFrom(v ssa.Value, i ssa.Instruction) ssa.Value {
	variable, ok := variableOf(v).(*ssa.Alloc)
	if !ok {
		return variableOf(v)
	}
	def, ok := v.(ssa.Instruction)
	if !ok || def.Block() != i.Block() {
		return nil
	}
	instrs := i.Block().Instrs
	for _, j := range instrs[slices.Index(instrs, def):slices.Index(instrs, i)] {
		if st, ok := j.(*ssa.Store); ok && st.Addr == variable {
			return nil
		}
	}
	return variable
}
