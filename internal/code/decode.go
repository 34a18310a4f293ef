package code

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/streamvet/streamvet/internal/contract"
)

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

	// Room for what is left of a function.
	instrs   []Instr
	operands []Operand
	edges    []int32
}

func (d *decoder) number() int {
	n := d.unsigned()
	return int(int64(n>>1) ^ -int64(n&1))
}

func (d *decoder) unsigned() uint64 {
	if len(d.in) > 0 && d.in[0] < 0x80 {
		n := d.in[0]
		d.in = d.in[1:]
		return uint64(n)
	}
	n, k := binary.Uvarint(d.in)
	if k <= 0 {
		d.failed = true
		d.in = nil
		return 0
	}
	d.in = d.in[k:]
	return n
}

// index reads a number that is below n.
func (d *decoder) index(n int) int {
	i := d.unsigned()
	if i >= uint64(n) {
		d.failed = true
		return 0
	}
	return int(i)
}

// count reads the number of things that follow. Each takes a byte at least.
func (d *decoder) count() int {
	n := d.unsigned()
	if n > uint64(len(d.in)) {
		d.failed = true
		return 0
	}
	return int(n)
}

func (d *decoder) byte() byte {
	if len(d.in) == 0 {
		d.failed = true
		return 0
	}
	b := d.in[0]
	d.in = d.in[1:]
	return b
}

func (d *decoder) text() string {
	i := d.index(len(d.texts))
	if d.failed {
		return ""
	}
	return d.texts[i]
}

func (d *decoder) typ() *Type {
	i := d.index(len(d.types) + 1)
	if i == 0 {
		return nil
	}
	return d.types[i-1]
}

func (d *decoder) typeList() []*Type {
	n := d.count()
	if n == 0 {
		return nil
	}
	out := make([]*Type, n)
	for i := range out {
		if out[i] = d.typ(); out[i] == nil {
			d.failed = true
			return nil
		}
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
	if n := d.count(); n > 0 {
		f.Consts = make([]Const, n)
	}
	for i := range f.Consts {
		f.Consts[i] = d.constant()
	}
	f.Blocks = make([]Block, d.count())
	d.instrs, d.operands, d.edges = make([]Instr, d.count()), make([]Operand, d.count()), make([]int32, d.count())
	at := newCursor(f)
	for i := range f.Blocks {
		b := &f.Blocks[i]
		b.Preds, b.Succs = d.blocks(), d.blocks()
		b.Instrs = take(d, &d.instrs, d.count())
		for k := range b.Instrs {
			d.instr(&b.Instrs[k], at)
		}
	}
	if len(d.instrs)+len(d.operands)+len(d.edges) > 0 || !f.valid() {
		d.failed = true
	}
	return f
}

// take cuts the first n off the rest of what a function has room for.
func take[T any](d *decoder, rest *[]T, n int) []T {
	switch {
	case n == 0:
		return nil
	case n > len(*rest):
		d.failed = true
		return nil
	}
	out := (*rest)[:n:n]
	*rest = (*rest)[n:]
	return out
}

func (d *decoder) blocks() []int32 {
	out := take(d, &d.edges, d.count())
	for i := range out {
		out[i] = int32(d.index(1 << 30))
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

func (d *decoder) instr(in *Instr, at *cursor) {
	in.Op = Op(d.byte())
	has := d.byte()
	if has&hasMode != 0 {
		in.Mode = Mode(d.byte())
	}
	switch {
	case has&hasNext != 0:
		in.Dst = at.slot
	case has&hasResult != 0:
		in.Dst = int32(d.index(1 << 30))
	default:
		in.Dst = -1
	}
	in.A = take(d, &d.operands, d.count())
	for i := range in.A {
		in.A[i] = d.operand(at)
	}
	if has&hasType != 0 {
		in.T = d.typ()
	}
	if has&hasNumber != 0 {
		in.N = int32(d.number())
	}
	if has&hasText != 0 {
		in.S = d.text()
	}
	if has&hasReceiver != 0 {
		in.Recv = d.typ()
	}
	if has&hasPosition != 0 {
		in.Col = int32(d.unsigned())
		in.Line = at.line + int32(d.number())
		at.line = in.Line
	}
	if in.Dst >= 0 {
		at.slot = in.Dst + 1
	}
}

func (d *decoder) operand(at *cursor) Operand {
	n := d.unsigned()
	switch {
	case n == 0:
		return NoOperand
	case n&1 != 0:
		return -Operand(n>>1) - 1
	}
	back := uint32(n>>1 - 1)
	return Operand(at.slot - int32(back>>1^-(back&1)))
}
