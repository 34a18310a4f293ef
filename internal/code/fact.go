package code

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
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
const FactVersion = 4

// Encode returns the functions as a fact. The same functions give the same bytes.
func Encode(funcs []*Func) *Fact {
	funcs = slices.Clone(funcs)
	slices.SortFunc(funcs, func(a, b *Func) int { return strings.Compare(a.Name, b.Name) })
	e := &encoder{strings: map[string]int{}, types: map[*Type]int{}}
	e.number(len(funcs))
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
	e.number(len(e.texts))
	for _, s := range e.texts {
		e.number(len(s))
		e.out = append(e.out, s...)
	}
	e.number(len(e.list))
	e.out = append(e.out, defs...)
}

func (e *encoder) number(n int) { e.out = binary.AppendVarint(e.out, int64(n)) }

func (e *encoder) text(s string) {
	i, ok := e.strings[s]
	if !ok {
		i = len(e.texts)
		e.strings[s] = i
		e.texts = append(e.texts, s)
	}
	e.number(i)
}

func (e *encoder) typ(t *Type) { e.number(e.index(t)) }

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
	e.number(len(list))
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
	e.number(len(t.Embedded))
	for _, x := range t.Embedded {
		e.number(x.Index)
		e.typ(x.Type)
	}
	e.number(len(t.Methods))
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
	e.number(len(e.scratch))
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
	e.number(len(f.Consts))
	for i := range f.Consts {
		e.constant(&f.Consts[i])
	}
	e.number(len(f.Blocks))
	line := f.Line
	for i := range f.Blocks {
		b := &f.Blocks[i]
		e.ints(b.Preds)
		e.ints(b.Succs)
		e.number(len(b.Instrs))
		for k := range b.Instrs {
			line = e.instr(&b.Instrs[k], line)
		}
	}
}

func (e *encoder) ints(list []int32) {
	e.number(len(list))
	for _, n := range list {
		e.number(int(n))
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

// instr writes an instruction. Lines are written as differences.
func (e *encoder) instr(in *Instr, line int32) int32 {
	e.number(int(in.Op))
	e.number(int(in.Mode))
	e.number(int(in.Dst))
	e.number(len(in.A))
	for _, a := range in.A {
		e.number(int(a))
	}
	e.typ(in.T)
	e.number(int(in.N))
	e.text(in.S)
	e.typ(in.Recv)
	if in.Line == 0 {
		e.number(0)
		return line
	}
	e.number(int(in.Col) + 1)
	e.number(int(in.Line - line))
	return in.Line
}

// Decode returns the functions of a fact, their types interned in u, but for those whose names are
// known. It adds the names of the others.
func Decode(u *Universe, f *Fact, known map[string]bool) (funcs []*Func, err error) {
	if f.Version != FactVersion {
		return nil, fmt.Errorf("code of version %d where %d is expected: analyze all packages with the same version of streamvet", f.Version, FactVersion)
	}
	d := &decoder{in: f.Data, universe: u}
	defer func() {
		if d.failed {
			funcs, err = nil, errors.New("damaged code in a fact")
		}
	}()
	d.tables()
	for range d.count() {
		fn := d.entry(known)
		if d.failed {
			return nil, nil
		}
		if fn != nil {
			funcs = append(funcs, fn)
		}
	}
	for _, fn := range funcs {
		known[fn.Name] = true
	}
	return funcs, nil
}

type decoder struct {
	in       []byte
	universe *Universe
	texts    []string
	types    []*Type
	failed   bool
}

func (d *decoder) number() int {
	n, k := binary.Varint(d.in)
	if k <= 0 {
		d.failed = true
		d.in = nil
		return 0
	}
	d.in = d.in[k:]
	return int(n)
}

// count reads the number of things that follow. Each takes a byte at least.
func (d *decoder) count() int {
	n := d.number()
	if n < 0 || n > len(d.in) {
		d.failed = true
		return 0
	}
	return n
}

func (d *decoder) text() string {
	i := d.number()
	if i < 0 || i >= len(d.texts) {
		d.failed = true
		return ""
	}
	return d.texts[i]
}

func (d *decoder) typ() *Type {
	i := d.number()
	switch {
	case i == 0:
		return nil
	case i < 0 || i > len(d.types):
		d.failed = true
		return nil
	}
	return d.types[i-1]
}

func (d *decoder) typeList() []*Type {
	var out []*Type
	for range d.count() {
		t := d.typ()
		if t == nil {
			d.failed = true
			return nil
		}
		out = append(out, t)
	}
	return out
}

func (d *decoder) tables() {
	for range d.count() {
		n := d.count()
		if d.failed {
			return
		}
		d.texts = append(d.texts, string(d.in[:n]))
		d.in = d.in[n:]
	}
	n := d.count()
	raw := make([]Type, n)
	d.types = make([]*Type, n)
	for i := range raw {
		d.types[i] = &raw[i]
	}
	for i := range raw {
		d.typeDef(&raw[i])
	}
	for i := range raw {
		if d.failed || !raw[i].valid() {
			d.failed = true
			return
		}
	}
	d.intern(raw)
}

// intern replaces the types read by those of the universe that have their names.
func (d *decoder) intern(raw []Type) {
	final := make(map[*Type]*Type, len(raw))
	var fresh []*Type
	for i := range raw {
		t, isNew := d.universe.intern(raw[i].Name)
		final[&raw[i]] = t
		if isNew {
			*t = raw[i]
			fresh = append(fresh, t)
		}
	}
	for _, t := range fresh {
		t.Elem, t.Key = final[t.Elem], final[t.Key]
		for k := range t.Elems {
			t.Elems[k] = final[t.Elems[k]]
		}
		for k := range t.Args {
			t.Args[k] = final[t.Args[k]]
		}
		for k := range t.Embedded {
			t.Embedded[k].Type = final[t.Embedded[k].Type]
		}
	}
	for i := range d.types {
		d.types[i] = final[&raw[i]]
	}
}

func (d *decoder) typeDef(t *Type) {
	t.Name = d.text()
	t.Kind = Kind(d.number())
	flags := d.number()
	t.Named, t.Unsigned, t.Error = flags&1 != 0, flags&2 != 0, flags&4 != 0
	t.Context, t.Message, t.generic = flags&8 != 0, flags&16 != 0, flags&32 != 0
	t.Handler = flags&64 != 0
	t.Elem, t.Key = d.typ(), d.typ()
	t.Len, t.Bits = int64(d.number()), uint8(d.number())
	t.Elems, t.Args = d.typeList(), d.typeList()
	t.Index = d.number()
	for range d.count() {
		e := Embedded{d.number(), d.typ()}
		if e.Type == nil || e.Index < 0 || e.Index > maxField {
			d.failed = true
			return
		}
		t.Embedded = append(t.Embedded, e)
	}
	for range d.count() {
		t.Methods = append(t.Methods, d.text())
	}
	t.Origin, t.Pkg = d.text(), d.text()
	if object := d.text(); object != "" {
		t.Object = contract.TypeCalled(object)
		d.failed = d.failed || t.Object == nil
	}
}

// entry reads a function, or returns nil if its name is known.
func (d *decoder) entry(known map[string]bool) *Func {
	name, n := d.text(), d.count()
	rest := d.in[n:]
	if known[name] || d.failed {
		d.in = rest
		return nil
	}
	d.in = d.in[:n]
	f := d.function(name)
	d.failed = d.failed || len(d.in) > 0
	d.in = rest
	return f
}

func (d *decoder) function(name string) *Func {
	f := &Func{Name: name, Pkg: d.text(), File: d.text()}
	f.Line, f.Col = int32(d.number()), int32(d.number())
	f.Params, f.Free, f.Slots = d.number(), d.number(), d.number()
	f.Handler, f.Recover = d.number(), int32(d.number())
	flags := d.number()
	f.Variadic, f.Synthetic, f.Recovers, f.Interceptor, f.Unary, f.Registers = flags&1 != 0, flags&2 != 0, flags&4 != 0, flags&8 != 0, flags&16 != 0, flags&32 != 0
	f.TypeParams, f.ParamTypes, f.Results = d.typeList(), d.typeList(), d.typeList()
	for range d.count() {
		f.Consts = append(f.Consts, d.constant())
	}
	f.Blocks = make([]Block, d.count())
	line := f.Line
	for i := range f.Blocks {
		b := &f.Blocks[i]
		b.Preds, b.Succs = d.ints(), d.ints()
		b.Instrs = make([]Instr, d.count())
		for k := range b.Instrs {
			line = d.instr(&b.Instrs[k], line)
		}
	}
	if !f.valid() {
		d.failed = true
	}
	return f
}

func (d *decoder) ints() []int32 {
	var out []int32
	for range d.count() {
		out = append(out, int32(d.number()))
	}
	return out
}

func (d *decoder) constant() Const {
	c := Const{Kind: ConstKind(d.number()), Type: d.typ()}
	switch c.Kind {
	case IntConst, BoolConst:
		c.Int = int64(d.number())
	case FloatConst:
		if len(d.in) < 8 {
			d.failed = true
			return c
		}
		c.Float = math.Float64frombits(binary.LittleEndian.Uint64(d.in))
		d.in = d.in[8:]
	case TextConst, GlobalConst:
		c.Text = d.text()
	case FuncConst:
		c.Text, c.Args, c.Results = d.text(), d.typeList(), d.typeList()
	}
	return c
}

func (d *decoder) instr(in *Instr, line int32) int32 {
	in.Op, in.Mode, in.Dst = Op(d.number()), Mode(d.number()), int32(d.number())
	n := d.count()
	if n > 0 {
		in.A = make([]Operand, n)
	}
	for i := range in.A {
		in.A[i] = Operand(d.number())
	}
	in.T, in.N, in.S, in.Recv = d.typ(), int32(d.number()), d.text(), d.typ()
	col := d.number()
	if col == 0 {
		return line
	}
	in.Col = int32(col - 1)
	in.Line = line + int32(d.number())
	return in.Line
}
