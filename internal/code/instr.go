package code

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// instr translates one instruction.
func (b *funcTranslator) instr(instr ssa.Instruction) Instr {
	in := Instr{Dst: -1}
	if v, ok := instr.(ssa.Value); ok {
		in.Dst = b.slot(v)
	}
	if p := b.fset.PositionFor(position(instr), false); p.IsValid() {
		in.Line, in.Col = int32(p.Line), int32(p.Column)
		if b.f.File == "" {
			b.f.File = filepath.Base(p.Filename)
		}
	}
	switch v := instr.(type) {
	case *ssa.Alloc:
		in.Op, in.T = Alloc, b.Type(v.Type().Underlying().(*types.Pointer).Elem())
	case *ssa.Phi:
		in.Op, in.A = Phi, b.operands(v.Edges...)
	case *ssa.BinOp:
		in.Op, in.S, in.A, in.T = BinOp, v.Op.String(), b.operands(v.X, v.Y), b.Type(v.X.Type())
	case *ssa.UnOp:
		b.unary(&in, v)
	case *ssa.Store:
		in.Op, in.A = Store, b.operands(v.Addr, v.Val)
	case *ssa.FieldAddr:
		in.Op, in.A, in.N, in.T = FieldAddr, b.operands(v.X), int32(v.Field), b.Type(v.Type().Underlying().(*types.Pointer).Elem())
		in.Recv, in.S = b.Type(pointee(v.X.Type())), fieldName(pointee(v.X.Type()), v.Field)
	case *ssa.Field:
		in.Op, in.A, in.N, in.T = Field, b.operands(v.X), int32(v.Field), b.Type(v.Type())
		in.Recv, in.S = b.Type(v.X.Type()), fieldName(v.X.Type(), v.Field)
	case *ssa.IndexAddr:
		in.Op, in.A, in.T = IndexAddr, b.operands(v.X, v.Index), b.Type(v.Type().Underlying().(*types.Pointer).Elem())
	case *ssa.Index:
		in.Op, in.A, in.T = Index, b.operands(v.X, v.Index), b.Type(v.Type())
	case *ssa.Lookup:
		in.Op, in.A, in.N, in.T = Lookup, b.operands(v.X, v.Index), flag(v.CommaOk), b.element(v.Type(), v.CommaOk)
	case *ssa.MapUpdate:
		in.Op, in.A = MapUpdate, b.operands(v.Map, v.Key, v.Value)
	case *ssa.MakeMap:
		in.Op, in.T = MakeMap, b.Type(v.Type())
	case *ssa.MakeChan:
		in.Op, in.T, in.A = MakeChan, b.Type(v.Type()), b.operands(v.Size)
	case *ssa.MakeSlice:
		in.Op, in.T, in.A = MakeSlice, b.Type(v.Type()), b.operands(v.Len, v.Cap)
	case *ssa.Slice:
		in.Op, in.T, in.A = SliceOp, b.Type(v.Type()), b.operands(v.X, v.Low, v.High, v.Max)
	case *ssa.MakeInterface:
		in.Op, in.T, in.A = MakeIface, b.Type(v.X.Type()), b.operands(v.X)
		if i, ok := v.Type().Underlying().(*types.Interface); ok && i.NumMethods() == 0 && i.IsMethodSet() {
			in.N = 1
		}
	case *ssa.MakeClosure:
		in.Op, in.A = MakeClosure, append(b.operands(v.Fn), b.operands(v.Bindings...)...)
	case *ssa.ChangeType:
		in.Op, in.T, in.A = Convert, b.Type(v.Type()), b.operands(v.X)
		if boxesParam(v) {
			in.Op, in.T = MakeIface, b.Type(v.X.Type())
		}
	case *ssa.ChangeInterface:
		in.Op, in.T, in.A = Convert, b.Type(v.Type()), b.operands(v.X)
	case *ssa.Convert:
		in.Op, in.T, in.A, in.Recv = Convert, b.Type(v.Type()), b.operands(v.X), b.Type(v.X.Type())
	case *ssa.MultiConvert:
		in.Op, in.T, in.A, in.Recv = Convert, b.Type(v.Type()), b.operands(v.X), b.Type(v.X.Type())
	case *ssa.SliceToArrayPointer:
		in.Op, in.T, in.A = Convert, b.Type(v.Type()), b.operands(v.X)
	case *ssa.TypeAssert:
		in.Op, in.T, in.A, in.N = Assert, b.Type(v.AssertedType), b.operands(v.X), flag(v.CommaOk)
	case *ssa.Extract:
		in.Op, in.A, in.N, in.T = Extract, b.operands(v.Tuple), int32(v.Index), b.Type(v.Type())
	case *ssa.Range:
		in.Op, in.A, in.T = Range, b.operands(v.X), b.Type(v.X.Type())
	case *ssa.Next:
		in.Op, in.A, in.N, in.T = Next, b.operands(v.Iter), flag(v.IsString), b.Type(v.Type())
	case *ssa.Send:
		in.Op, in.A = Send, b.operands(v.Chan, v.X)
	case *ssa.Select:
		b.selects(&in, v)
	case *ssa.Call:
		in.Op = Call
		b.call(&in, &v.Call)
	case *ssa.Go:
		in.Op = Go
		b.call(&in, &v.Call)
	case *ssa.Defer:
		in.Op = Defer
		b.call(&in, &v.Call)
		if v.DeferStack != nil {
			in.N, in.A = 1, append(in.A, b.operand(v.DeferStack))
		}
	case *ssa.RunDefers:
		in.Op = RunDefers
	case *ssa.Panic:
		in.Op, in.A = Panic, b.operands(v.X)
	case *ssa.If:
		in.Op, in.A = If, b.operands(v.Cond)
	case *ssa.Jump:
		in.Op = Jump
	case *ssa.Return:
		in.Op, in.A = Return, b.operands(v.Results...)
	default:
		in.Op, in.S = Unknown, fmt.Sprintf("instruction %T", instr)
	}
	return in
}

func position(instr ssa.Instruction) token.Pos {
	switch v := instr.(type) {
	case ssa.CallInstruction:
		// Where the method is named, or the opening parenthesis stands, as ssa has it.
		return v.Pos()
	case *ssa.If, *ssa.Jump, *ssa.Phi:
		return token.NoPos
	}
	return instr.Pos()
}

func flag(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func fieldName(t types.Type, i int) string {
	if s, ok := t.Underlying().(*types.Struct); ok && i < s.NumFields() {
		return s.Field(i).Name()
	}
	return ""
}

// element returns the type of what a lookup, a receive or an assertion gives, without
// the comma-ok flag.
func (b *funcTranslator) element(t types.Type, commaOk bool) *Type {
	if tuple, ok := t.(*types.Tuple); ok && commaOk {
		return b.Type(tuple.At(0).Type())
	}
	return b.Type(t)
}

func (b *funcTranslator) unary(in *Instr, v *ssa.UnOp) {
	in.A, in.T = b.operands(v.X), b.Type(v.Type())
	switch v.Op {
	case token.NOT:
		in.Op = Not
	case token.SUB, token.XOR:
		in.Op, in.S = Neg, v.Op.String()
	case token.MUL:
		in.Op = Load
	case token.ARROW:
		in.Op, in.N, in.T = Recv, flag(v.CommaOk), b.element(v.Type(), v.CommaOk)
	default:
		in.Op, in.S = Unknown, "operator "+v.Op.String()
	}
}

func (b *funcTranslator) selects(in *Instr, v *ssa.Select) {
	in.Op, in.N, in.T = Select, flag(v.Blocking), b.Type(v.Type())
	var dirs []byte
	for _, s := range v.States {
		in.A = append(in.A, b.operand(s.Chan), b.operand(s.Send))
		if s.Dir == types.SendOnly {
			dirs = append(dirs, 's')
		} else {
			dirs = append(dirs, 'r')
		}
	}
	in.S = string(dirs)
}

func (b *funcTranslator) call(in *Instr, c *ssa.CallCommon) {
	in.T = b.Type(c.Signature().Results())
	if c.Signature().Results().Len() == 1 {
		in.T = b.Type(c.Signature().Results().At(0).Type())
	}
	switch {
	case c.IsInvoke():
		in.Mode, in.S, in.Recv = Invoke, c.Method.Name(), b.Type(c.Value.Type())
		in.A = append(b.operands(c.Value), b.operands(c.Args...)...)
	default:
		if f, ok := c.Value.(*ssa.Builtin); ok {
			in.Mode, in.S, in.A = Builtin, f.Name(), b.operands(c.Args...)
			b.f.Recovers = b.f.Recovers || in.S == "recover"
			in.T = b.Type(f.Type().(*types.Signature).Results())
			if r := f.Type().(*types.Signature).Results(); r.Len() == 1 {
				in.T = b.Type(r.At(0).Type())
			}
			return
		}
		if b.getter(in, c) {
			return
		}
		in.Mode = Value
		in.A = append(b.operands(c.Value), b.operands(c.Args...)...)
		if fn := c.StaticCallee(); fn != nil && fn.Signature.Recv() != nil && len(c.Args) > 0 {
			in.Recv = b.Type(c.Args[0].Type())
		}
	}
}

// getter translates a call of the getter of a message's field. Generated code has for
// each field F a method GetF, which gives the zero value for a nil message
// (https://protobuf.dev/reference/go/go-generated/#fields). To run it, its package's
// code is not needed.
func (b *funcTranslator) getter(in *Instr, c *ssa.CallCommon) bool {
	fn := c.StaticCallee()
	if fn == nil || in.Op != Call || len(c.Args) != 1 || fn.Signature.Results().Len() != 1 {
		return false
	}
	name, ok := strings.CutPrefix(fn.Name(), "Get")
	recv := c.Args[0].Type()
	if !ok || !isMessage(recv) {
		return false
	}
	s, ok := pointee(recv).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		if s.Field(i).Name() == name && types.Identical(s.Field(i).Type(), fn.Signature.Results().At(0).Type()) {
			in.Op, in.A, in.N, in.T, in.S = Getter, b.operands(c.Args[0]), int32(i), b.Type(s.Field(i).Type()), fn.Name()
			in.Recv = b.Type(pointee(recv))
			return true
		}
	}
	return false
}

// boxesParam reports whether v converts a value whose type is a type parameter to the interface
// that is its constraint. SSA takes that for a change of type, but whether the value is an
// interface value already depends on the type argument.
func boxesParam(v *ssa.ChangeType) bool {
	_, from := types.Unalias(v.X.Type()).(*types.TypeParam)
	_, to := types.Unalias(v.Type()).(*types.TypeParam)
	return from && !to && types.IsInterface(v.Type())
}
