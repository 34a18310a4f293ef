package code

import "strings"

// Facts may be damaged: what is read is checked, so that a machine that runs it does not leave
// its slots, its constants or its blocks, and finds in types what their kinds promise.

// operands says how many operands an instruction has at least.
var operands = [Unknown + 1]int{
	BinOp: 2, Not: 1, Neg: 1, Load: 1, Store: 2, FieldAddr: 1, Field: 1, IndexAddr: 2, Index: 2,
	Lookup: 2, MapUpdate: 3, MakeChan: 1, MakeSlice: 2, SliceOp: 4, MakeIface: 1, MakeClosure: 1,
	Convert: 1, Assert: 1, Extract: 1, Range: 1, Next: 1, Recv: 1, Send: 2, Panic: 1, If: 1, Getter: 1,
}

// arguments says how many arguments a built-in function has at least.
var arguments = map[string]int{
	"len": 1, "cap": 1, "append": 1, "copy": 2, "delete": 2, "clear": 1, "close": 1, "min": 1, "max": 1, "ssa:wrapnilchk": 1,
}

// successors says how many successors the block of a last instruction has.
var successors = map[Op]int{If: 2, Jump: 1, Return: 0, Panic: 0}

// Limits that no code reaches which was translated.
const (
	maxFree  = 1 << 12 // captured variables
	maxField = 1 << 16 // number of a field
)

// valid reports whether a machine can run f.
func (f *Func) valid() bool {
	if f.Params < 0 || f.Free < 0 || f.Free > maxFree || f.Params != len(f.ParamTypes) || f.Handler < 0 || f.Handler > f.Params ||
		len(f.Blocks) == 0 || f.Recover < -1 || int(f.Recover) >= len(f.Blocks) {
		return false
	}
	instrs := 0
	for i := range f.Blocks {
		instrs += len(f.Blocks[i].Instrs)
	}
	// Each slot is a parameter, a captured variable or the result of an instruction.
	if f.Slots < f.Params+f.Free || f.Slots > f.Params+f.Free+instrs {
		return false
	}
	for i := range f.Blocks {
		if !f.validBlock(&f.Blocks[i]) {
			return false
		}
	}
	for i := range f.Consts {
		if c := &f.Consts[i]; c.Kind > OpaqueConst || c.Type == nil {
			return false
		}
	}
	return true
}

func (f *Func) validBlock(b *Block) bool {
	for _, list := range [][]int32{b.Preds, b.Succs} {
		for _, n := range list {
			if n < 0 || int(n) >= len(f.Blocks) {
				return false
			}
		}
	}
	n := len(b.Instrs)
	if n == 0 {
		return false
	}
	if want, ok := successors[b.Instrs[n-1].Op]; !ok || want != len(b.Succs) {
		return false
	}
	for i := range b.Instrs {
		if !f.validInstr(&b.Instrs[i], i == n-1) {
			return false
		}
	}
	return true
}

func (f *Func) validInstr(in *Instr, last bool) bool {
	if in.Op > Unknown || int(in.Dst) >= f.Slots || in.Dst < -1 || len(in.A) < operands[in.Op] || in.N < 0 || in.N > maxField {
		return false
	}
	if _, leaves := successors[in.Op]; leaves != last {
		return false
	}
	for _, a := range in.A {
		switch {
		case a == NoOperand:
		case a >= 0 && int(a) >= f.Slots, a < 0 && a.Const() >= len(f.Consts):
			return false
		}
	}
	switch in.Op {
	case Call, Go, Defer:
		return in.validCall()
	case Phi:
		return in.Mode == NoCall && in.Dst >= 0
	}
	return in.Mode == NoCall && in.hasTypes()
}

func (in *Instr) validCall() bool {
	args := len(in.A)
	if in.Op == Defer && in.N == 1 {
		args--
	}
	switch in.Mode {
	case Value:
		return args > 0
	case Invoke:
		return args > 0 && in.Recv != nil
	case Builtin:
		return args >= arguments[in.S]
	}
	return false
}

// hasTypes reports whether an instruction has the types that it needs.
func (in *Instr) hasTypes() bool {
	switch in.Op {
	case FieldAddr, Field, Getter:
		return in.T != nil && in.Recv != nil
	case Select:
		return in.T != nil && len(in.A) == 2*len(in.S)
	case Next:
		return in.T != nil && len(in.T.Elems) == 3
	case Alloc, Load, IndexAddr, Index, Lookup, MakeMap, MakeChan, MakeSlice, SliceOp, MakeIface, Convert, Assert, BinOp, Not, Neg, Extract, Recv, Range:
		return in.T != nil
	}
	return true
}

// valid reports whether t has what its kind promises.
func (t *Type) valid() bool {
	if t.Kind > Param || t.Len < 0 || t.Index < 0 || t.Bits > 32 {
		return false
	}
	if pointer := strings.HasPrefix(t.Name, "*"); pointer != (t.Kind == Pointer && t.Elem != nil && !t.Named) || pointer && t.Name[1:] != t.Elem.Name {
		return false
	}
	switch t.Kind {
	case Map:
		return t.Key != nil && t.Elem != nil
	case Slice, Array, Chan:
		return t.Elem != nil
	case Tuple:
		for _, e := range t.Elems {
			if e.Kind == Tuple {
				return false
			}
		}
	}
	return true
}
