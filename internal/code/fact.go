package code

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Fact is the code of a package that its importers may have to run: that of its own
// functions and, since a fact reaches direct importers only, of those of its dependencies
// that they lead to. It implements analysis.Fact.
type Fact struct {
	Version int
	APIs    []string // the names of the APIs of the contract whose objects importers may get
	Data    []byte
	// Registers says that initializers are among the functions. All packages that import this one,
	// directly or not, have to run them.
	Registers bool
}

// AFact marks Fact as a fact.
func (*Fact) AFact() {}

func (f *Fact) String() string { return fmt.Sprintf("code (%d bytes)", len(f.Data)) }

// FactVersion is the version of the encoding of facts, and of the meaning of code.
const FactVersion = 5

// Encode returns the functions as a fact. The same functions give the same bytes.
func Encode(funcs []*Func) *Fact {
	funcs = slices.Clone(funcs)
	slices.SortFunc(funcs, func(a, b *Func) int { return strings.Compare(a.Name, b.Name) })
	e := &encoder{strings: map[string]int{}, types: map[*Type]int{}}
	e.count(len(funcs))
	for _, f := range funcs {
		e.entry(f)
	}
	body := e.out
	e.out = nil
	e.tables()
	return &Fact{Version: FactVersion, Data: append(e.out, body...)}
}

// Types come before the functions, in the order in which those mention them, and the texts
// before them.
type encoder struct {
	out     []byte
	strings map[string]int
	texts   []string
	types   map[*Type]int
	list    []*Type
	scratch []byte
}

func (e *encoder) tables() {
	for n := 0; n < len(e.list); { // types mention types
		e.mention(e.list[n])
		n++
	}
	for _, t := range e.list {
		e.typeDef(t)
	}
	defs := e.out
	e.out = nil
	e.count(len(e.texts))
	for _, s := range e.texts {
		e.count(len(s))
		e.out = append(e.out, s...)
	}
	e.count(len(e.list))
	e.out = append(e.out, defs...)
}

func (e *encoder) number(n int) { e.out = binary.AppendVarint(e.out, int64(n)) }

// count writes a number that is not negative.
func (e *encoder) count(n int) { e.out = binary.AppendUvarint(e.out, uint64(n)) }

func (e *encoder) text(s string) {
	i, ok := e.strings[s]
	if !ok {
		i = len(e.texts)
		e.strings[s] = i
		e.texts = append(e.texts, s)
	}
	e.count(i)
}

func (e *encoder) typ(t *Type) { e.count(e.index(t)) }

func (e *encoder) index(t *Type) int {
	if t == nil {
		return 0
	}
	i, ok := e.types[t]
	if !ok {
		e.list = append(e.list, t)
		i = len(e.list)
		e.types[t] = i
	}
	return i
}

func (e *encoder) mention(t *Type) {
	e.index(t.Elem)
	e.index(t.Key)
	for _, list := range [][]*Type{t.Elems, t.Args} {
		for _, x := range list {
			e.index(x)
		}
	}
	for _, x := range t.Embedded {
		e.index(x.Type)
	}
}

func (e *encoder) typeList(list []*Type) {
	e.count(len(list))
	for _, t := range list {
		e.typ(t)
	}
}

func bits(flags ...bool) int {
	n := 0
	for i, f := range flags {
		if f {
			n |= 1 << i
		}
	}
	return n
}

func (e *encoder) typeDef(t *Type) {
	e.text(t.Name)
	e.number(int(t.Kind))
	e.number(bits(t.Named, t.Unsigned, t.Error, t.Context, t.Message, t.generic, t.Handler))
	e.typ(t.Elem)
	e.typ(t.Key)
	e.number(int(t.Len))
	e.number(int(t.Bits))
	e.typeList(t.Elems)
	e.typeList(t.Args)
	e.number(t.Index)
	e.count(len(t.Embedded))
	for _, x := range t.Embedded {
		e.number(x.Index)
		e.typ(x.Type)
	}
	e.count(len(t.Methods))
	for _, m := range t.Methods {
		e.text(m)
	}
	e.text(t.Origin)
	e.text(t.Pkg)
	object := ""
	if t.Object != nil {
		object = t.Object.Name
	}
	e.text(object)
}

// entry writes a function's name, the length of its code in bytes, and the code: most functions come
// with several imports, and all but the first are skipped.
func (e *encoder) entry(f *Func) {
	e.text(f.Name)
	before := e.out
	e.out = e.scratch[:0]
	e.function(f)
	e.scratch, e.out = e.out, before
	e.count(len(e.scratch))
	e.out = append(e.out, e.scratch...)
}

func (e *encoder) function(f *Func) {
	e.text(f.Pkg)
	e.text(f.File)
	for _, n := range []int{int(f.Line), int(f.Col), f.Params, f.Free, f.Slots, f.Handler, int(f.Recover), bits(f.Variadic, f.Synthetic, f.Recovers, f.Interceptor, f.Unary, f.Registers)} {
		e.number(n)
	}
	e.typeList(f.TypeParams)
	e.typeList(f.ParamTypes)
	e.typeList(f.Results)
	e.count(len(f.Consts))
	for i := range f.Consts {
		e.constant(&f.Consts[i])
	}
	e.count(len(f.Blocks))
	size := sizeOf(f)
	e.count(size.instrs)
	e.count(size.operands)
	e.count(size.edges)
	at := newCursor(f)
	for i := range f.Blocks {
		b := &f.Blocks[i]
		e.blocks(b.Preds)
		e.blocks(b.Succs)
		e.count(len(b.Instrs))
		for k := range b.Instrs {
			e.instr(&b.Instrs[k], at)
		}
	}
}

// A size says how much there is of each thing of which a function has many, so that one who reads it
// makes room for all of them at once.
type size struct{ instrs, operands, edges int }

func sizeOf(f *Func) size {
	var n size
	for i := range f.Blocks {
		b := &f.Blocks[i]
		n.instrs += len(b.Instrs)
		n.edges += len(b.Preds) + len(b.Succs)
		for k := range b.Instrs {
			n.operands += len(b.Instrs[k].A)
		}
	}
	return n
}

func (e *encoder) blocks(list []int32) {
	e.count(len(list))
	for _, n := range list {
		e.count(int(n))
	}
}

func (e *encoder) constant(c *Const) {
	e.number(int(c.Kind))
	e.typ(c.Type)
	switch c.Kind {
	case IntConst, BoolConst:
		e.number(int(c.Int))
	case FloatConst:
		e.out = binary.LittleEndian.AppendUint64(e.out, math.Float64bits(c.Float))
	case TextConst, GlobalConst:
		e.text(c.Text)
	case FuncConst:
		e.text(c.Text)
		e.typeList(c.Args)
		e.typeList(c.Results)
	}
}

// A cursor is how far one has come in a function: what comes next is written as the difference.
type cursor struct {
	line int32
	slot int32 // after that of the last result
}

func newCursor(f *Func) *cursor { return &cursor{line: f.Line, slot: int32(f.Params + f.Free)} }

// What an instruction has. Most have little of it.
const (
	hasMode = 1 << iota
	hasType
	hasNumber
	hasText
	hasReceiver
	hasPosition
	hasNext   // its result goes to the slot after the last one
	hasResult // its result goes to another slot
)

// instr writes an instruction.
func (e *encoder) instr(in *Instr, at *cursor) {
	next := in.Dst == at.slot
	e.out = append(e.out, byte(in.Op), byte(bits(in.Mode != 0, in.T != nil, in.N != 0, in.S != "", in.Recv != nil, in.Line != 0, next, !next && in.Dst >= 0)))
	if in.Mode != 0 {
		e.out = append(e.out, byte(in.Mode))
	}
	if !next && in.Dst >= 0 {
		e.count(int(in.Dst))
	}
	e.count(len(in.A))
	for _, a := range in.A {
		e.operand(a, at)
	}
	if in.T != nil {
		e.typ(in.T)
	}
	if in.N != 0 {
		e.number(int(in.N))
	}
	if in.S != "" {
		e.text(in.S)
	}
	if in.Recv != nil {
		e.typ(in.Recv)
	}
	if in.Line != 0 {
		e.count(int(in.Col))
		e.number(int(in.Line - at.line))
		at.line = in.Line
	}
	if in.Dst >= 0 {
		at.slot = in.Dst + 1
	}
}

// operand writes an operand. Most are results of instructions just before.
func (e *encoder) operand(a Operand, at *cursor) {
	switch {
	case a == NoOperand:
		e.count(0)
	case a < 0:
		e.count(a.Const()<<1 | 1)
	default:
		back := at.slot - int32(a)
		e.count(int(uint32(back<<1^back>>31))<<1 + 2)
	}
}
