package code

import (
	"go/constant"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
)

// A Translator makes the code of SSA functions.
type Translator struct {
	types *typeTranslator
	fset  *token.FileSet
	done  map[*ssa.Function]*Func
	out   []*Func
}

// NewTranslator returns a Translator that interns the types in u.
func NewTranslator(u *Universe, fset *token.FileSet) *Translator {
	return &Translator{types: newTypeTranslator(u), fset: fset, done: map[*ssa.Function]*Func{}}
}

// Type returns the Type for t.
func (tr *Translator) Type(t types.Type) *Type { return tr.types.of(t) }

// Funcs returns the functions made so far, in the order in which they were met.
func (tr *Translator) Funcs() []*Func { return tr.out }

// Func returns the code of fn, or of the generic function that it instantiates, and
// makes that of the function literals, thunks and wrappers that it mentions. It returns
// nil for a function without a body.
func (tr *Translator) Func(fn *ssa.Function) *Func {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if f, ok := tr.done[fn]; ok {
		return f
	}
	if len(fn.Blocks) == 0 {
		tr.done[fn] = nil
		return nil
	}
	f := &Func{Name: FuncName(fn), Recover: -1, Synthetic: fn.Synthetic != "" && fn.Synthetic != "range-over-func yield"}
	tr.done[fn] = f
	tr.out = append(tr.out, f)
	b := &funcTranslator{Translator: tr, fn: fn, f: f, slots: map[ssa.Value]int32{}, consts: map[any]Operand{}}
	b.translate()
	return f
}

// FuncName returns the name by which code calls fn.
func FuncName(fn *ssa.Function) string {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if fn.Parent() != nil {
		return FuncName(fn.Parent()) + strings.TrimPrefix(fn.Name(), fn.Parent().Name())
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		name := MethodName(obj)
		switch {
		case obj.Name() == "init" && fn.Signature.Recv() == nil:
			return fn.RelString(nil) // init#1: init is the function that initializes the package
		case strings.HasSuffix(fn.Name(), "$bound"):
			name += "$bound"
		case strings.HasSuffix(fn.Name(), "$thunk"):
			name += "$thunk"
		case strings.HasPrefix(fn.Synthetic, "wrapper"):
			return fn.RelString(nil) + "$wrapper" // a promoted method
		}
		if strings.HasSuffix(fn.Name(), "$bound") || strings.HasSuffix(fn.Name(), "$thunk") {
			// One method may be bound through several types that embed its own.
			if len(fn.FreeVars) > 0 {
				return name + " of " + types.TypeString(fn.FreeVars[0].Type(), nil)
			}
			if len(fn.Params) > 0 {
				return name + " of " + types.TypeString(fn.Params[0].Type(), nil)
			}
		}
		return name
	}
	return fn.RelString(nil)
}

// MethodName returns the name by which code calls the function or method f.
// That of a method of a generic type does not have its type parameters.
func MethodName(f *types.Func) string {
	f = f.Origin()
	recv := f.Signature().Recv()
	if recv == nil {
		return f.FullName()
	}
	t, star := recv.Type(), ""
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t, star = p.Elem(), "*"
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return "(" + star + localName(n.Obj()) + ")." + f.Name()
	}
	return f.FullName()
}

type funcTranslator struct {
	*Translator
	fn     *ssa.Function
	f      *Func
	slots  map[ssa.Value]int32
	consts map[any]Operand
}

func (b *funcTranslator) translate() {
	fn, f := b.fn, b.f
	if fn.Pkg != nil {
		f.Pkg = fn.Pkg.Pkg.Path()
	} else if obj := fn.Object(); obj != nil && obj.Pkg() != nil {
		f.Pkg = obj.Pkg().Path()
	}
	if p := b.fset.PositionFor(fn.Pos(), false); p.IsValid() {
		f.File, f.Line, f.Col = filepath.Base(p.Filename), int32(p.Line), int32(p.Column)
	} else if fn.Parent() != nil {
		f.File = b.done[fn.Parent()].File
	}
	for top := fn; top != nil; top = top.Parent() {
		if tps := top.TypeParams(); tps.Len() > 0 {
			for tp := range tps.TypeParams() {
				f.TypeParams = append(f.TypeParams, b.Type(tp.Constraint()))
			}
			break
		}
	}
	for _, p := range fn.Params {
		b.slot(p)
		f.ParamTypes = append(f.ParamTypes, b.Type(p.Type()))
	}
	for _, v := range fn.FreeVars {
		b.slot(v)
	}
	f.Params, f.Free = len(fn.Params), len(fn.FreeVars)
	for v := range fn.Signature.Results().Variables() {
		f.Results = append(f.Results, b.Type(v.Type()))
	}
	f.Variadic = fn.Signature.Variadic()
	if i := contract.HandlerStream(fn.Signature); i >= 0 {
		if fn.Signature.Recv() != nil && len(fn.Params) > fn.Signature.Params().Len() {
			i++
		}
		f.Handler = i + 1
	}
	f.Blocks = make([]Block, len(fn.Blocks))
	for i, sb := range fn.Blocks {
		block := &f.Blocks[i]
		for _, p := range sb.Preds {
			block.Preds = append(block.Preds, int32(p.Index))
		}
		for _, s := range sb.Succs {
			block.Succs = append(block.Succs, int32(s.Index))
		}
		for _, instr := range sb.Instrs {
			if _, ok := instr.(*ssa.DebugRef); ok {
				continue
			}
			block.Instrs = append(block.Instrs, b.instr(instr))
		}
	}
	if fn.Recover != nil {
		f.Recover = int32(fn.Recover.Index)
	}
	f.Slots = len(b.slots)
	f.Unary = contract.IsUnaryHandler(fn.Signature)
	f.Interceptor = contract.IsStreamInterceptor(fn.Signature)
}

// slot returns the slot of v, a new one when v is met first.
func (b *funcTranslator) slot(v ssa.Value) int32 {
	s, ok := b.slots[v]
	if !ok {
		s = int32(len(b.slots))
		b.slots[v] = s
	}
	return s
}

func (b *funcTranslator) operand(v ssa.Value) Operand {
	switch v := v.(type) {
	case nil:
		return NoOperand
	case *ssa.Const:
		return b.constant(v)
	case *ssa.Function:
		return b.function(v)
	case *ssa.Global:
		return b.add(v, Const{Kind: GlobalConst, Text: v.RelString(nil), Type: b.Type(v.Type().(*types.Pointer).Elem())})
	case *ssa.Builtin:
		return NoOperand
	}
	return Operand(b.slot(v))
}

func (b *funcTranslator) operands(vs ...ssa.Value) []Operand {
	out := make([]Operand, len(vs))
	for i, v := range vs {
		out[i] = b.operand(v)
	}
	return out
}

func (b *funcTranslator) add(key any, c Const) Operand {
	if o, ok := b.consts[key]; ok {
		return o
	}
	b.f.Consts = append(b.f.Consts, c)
	o := Operand(-len(b.f.Consts))
	b.consts[key] = o
	return o
}

func (b *funcTranslator) constant(v *ssa.Const) Operand {
	c := Const{Kind: ZeroConst, Type: b.Type(v.Type())}
	if v.Value != nil {
		switch v.Value.Kind() {
		case constant.Bool:
			c.Kind = BoolConst
			if constant.BoolVal(v.Value) {
				c.Int = 1
			}
		case constant.String:
			c.Kind, c.Text = TextConst, constant.StringVal(v.Value)
		case constant.Int:
			c.Kind = IntConst
			if n, ok := constant.Int64Val(v.Value); ok {
				c.Int = n
			} else if n, ok := constant.Uint64Val(v.Value); ok {
				c.Int = int64(n)
			} else {
				c.Kind = OpaqueConst
			}
			if c.Type.Kind == Float {
				c.Kind = FloatConst
				c.Float, _ = constant.Float64Val(v.Value)
			}
		case constant.Float:
			c.Kind = FloatConst
			c.Float, _ = constant.Float64Val(v.Value)
			if n, ok := constant.Int64Val(constant.ToInt(v.Value)); ok && c.Type.Kind == Int {
				c.Kind, c.Int = IntConst, n
			}
		default:
			c.Kind = OpaqueConst
		}
	}
	return b.add(v, c)
}

func (b *funcTranslator) function(fn *ssa.Function) Operand {
	c := Const{Kind: FuncConst, Text: FuncName(fn), Type: b.Type(fn.Signature)}
	for _, t := range fn.TypeArgs() {
		c.Args = append(c.Args, b.Type(t))
	}
	if fn.Parent() != nil {
		// A function literal has the type parameters of the function around it.
		c.Args = nil
		for i := range b.f.TypeParams {
			c.Args = append(c.Args, b.types.param(i))
		}
	}
	for v := range fn.Signature.Results().Variables() {
		c.Results = append(c.Results, b.Type(v.Type()))
	}
	b.Func(fn)
	return b.add(fn, c)
}

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
	case *ssa.MakeClosure:
		in.Op, in.A = MakeClosure, append(b.operands(v.Fn), b.operands(v.Bindings...)...)
	case *ssa.ChangeType:
		in.Op, in.T, in.A = Convert, b.Type(v.Type()), b.operands(v.X)
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
		in.Op, in.S = Unknown, strings.TrimPrefix(instr.String(), "*ssa.")
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
		in.Op = Unknown
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
