package code

// operands says how many operands an instruction has at least.
var operands = [Unknown + 1]int{
	BinOp: 2, Not: 1, Neg: 1, Load: 1, Store: 2, FieldAddr: 1, Field: 1, IndexAddr: 2, Index: 2,
	Lookup: 2, MapUpdate: 3, MakeChan: 1, MakeSlice: 2, SliceOp: 4, MakeIface: 1, MakeClosure: 1,
	Convert: 1, Assert: 1, Extract: 1, Range: 1, Next: 1, Recv: 1, Send: 2, Panic: 1, If: 1, Getter: 1,
}

// successors says how many successors the block of a last instruction has.
var successors = map[Op]int{If: 2, Jump: 1, Return: 0, Panic: 0}

// valid reports whether a machine can run f without leaving its slots, its constants or its
// blocks: facts may be damaged.
func (f *Func) valid() bool {
	const limit = 1 << 24
	if f.Params < 0 || f.Free < 0 || f.Slots < f.Params+f.Free || f.Slots > limit || len(f.Blocks) == 0 ||
		int(f.Recover) >= len(f.Blocks) || f.Handler > f.Params || f.Params != len(f.ParamTypes) {
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
	if in.Op > Unknown || int(in.Dst) >= f.Slots || in.Dst < -1 || len(in.A) < operands[in.Op] || in.N < 0 || in.N > 1<<20 {
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
		if in.Op == Defer && in.N == 1 && len(in.A) < 2 {
			return false
		}
		return in.Mode == Builtin || in.Mode != NoCall && in.Mode <= Builtin && len(in.A) > 0
	case Select:
		return in.T != nil && len(in.A) == 2*len(in.S)
	case Alloc, FieldAddr, Field, Load, IndexAddr, Index, Lookup, MakeMap, MakeChan, MakeSlice, SliceOp, MakeIface, Convert, Assert, Next, Getter, BinOp:
		return in.T != nil
	case Phi:
		return in.Dst >= 0
	}
	return true
}
