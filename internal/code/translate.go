package code

import (
	"go/constant"
	"go/token"
	"go/types"
	"path/filepath"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
)

// A Translator makes the code of SSA functions.
type Translator struct {
	*Types
	done map[*ssa.Function]*Func
	out  []*Func
}

// NewTranslator returns a Translator that interns the types in u.
func NewTranslator(u *Universe, fset *token.FileSet) *Translator {
	return &Translator{Types: newTypes(u, fset), done: map[*ssa.Function]*Func{}}
}

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

type funcTranslator struct {
	*Translator
	fn     *ssa.Function
	f      *Func
	slots  map[ssa.Value]int32
	consts map[any]Operand
}

func (b *funcTranslator) translate() {
	b.head()
	b.body()
}

// head translates what there is to know of the function besides its blocks.
func (b *funcTranslator) head() {
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
	f.Unary = contract.IsUnaryHandler(fn.Signature)
	f.Interceptor = contract.IsStreamInterceptor(fn.Signature)
}

// body translates the blocks.
func (b *funcTranslator) body() {
	fn, f := b.fn, b.f
	f.Blocks = make([]Block, len(fn.Blocks))
	for i, sb := range fn.Blocks {
		block := &f.Blocks[i]
		for _, p := range sb.Preds {
			block.Preds = append(block.Preds, int32(p.Index))
		}
		for _, s := range sb.Succs {
			block.Succs = append(block.Succs, int32(s.Index))
		}
		block.Instrs = make([]Instr, 0, len(sb.Instrs))
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
			c.Args = append(c.Args, b.param(i))
		}
	}
	for v := range fn.Signature.Results().Variables() {
		c.Results = append(c.Results, b.Type(v.Type()))
	}
	b.Func(fn)
	return b.add(fn, c)
}
