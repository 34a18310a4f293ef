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
