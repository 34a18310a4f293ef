package machine

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// Object returns what the contract says of u, or nil.
func (u *Unknown) Object() *contract.Type {
	switch {
	case u.part != nil:
		return u.part
	case u.T != nil:
		return u.T.Object
	}
	return nil
}

// Whole returns the object of which u is a part or another form, or u.
func (u *Unknown) Whole() *Unknown {
	if u.whole != nil {
		return u.whole
	}
	return u
}

// FormOf returns another form of an object.
func (m *Machine) FormOf(object *Unknown, t *code.Type) *Unknown {
	u := m.NewUnknown(t, object.Name).NonNil()
	u.whole = object.Whole()
	return u
}

// generic returns u, a stream of generated code, as the struct of type t that grpc-go makes of it:
// the field that t embeds is the same stream.
func (m *Machine) generic(u *Unknown, t *code.Type) *Cell {
	if u.body == nil {
		u.body = m.Embedding(t, u)
	}
	return u.body
}

// Embedding returns a struct of type t whose embedded stream is v. If that comes from outside, the
// field is another form of it.
func (m *Machine) Embedding(t *code.Type, v Value) *Cell {
	c := NewCell(t, nil)
	for _, e := range t.Embedded {
		if e.Type.Object == nil {
			continue
		}
		if u, ok := v.(*Unknown); ok {
			inner := m.FormOf(u, e.Type)
			inner.Server, inner.Owner = u.Server, u.Owner
			v = inner
		}
		m.store(m.fieldOf(m.peek(c), &code.Instr{N: int32(e.Index), S: "stream", Recv: t}, e.Type), v)
		break
	}
	return c
}

// PartOf returns something by which an object is used from now on, which a call of g returns.
func (m *Machine) PartOf(g *Goroutine, object *Unknown, t *code.Type, part *contract.Type, method string) *Unknown {
	u := m.FormOf(object, t)
	u.part = part
	o := u.asObject()
	o.opened = Opened{Step: m.Steps, Method: method}
	if stack := g.Stack(); len(stack) > 0 {
		o.opened.Place = stack[0]
	}
	return u
}

// Opened is the call by which a part of an object has come to be.
type Opened struct {
	Method string
	Place  Place
	Step   int
}

// Opened returns the call that has returned the part u.
func (u *Unknown) Opened() Opened { return u.asObject().opened }

// EndPart says that u, a part of an object, has ended, if it is one.
func (u *Unknown) EndPart() { u.over = u.part != nil }

// Over reports whether u is a part of an object that has ended: it uses the object no more.
func (u *Unknown) Over() bool { return u.over }

// StreamOf returns the stream that v is, or that the wrapper v embeds; nil if v is none.
func (m *Machine) StreamOf(v Value, in *code.Instr) *Unknown {
	var t *code.Type
	if in != nil {
		t = in.Recv
	}
	return m.streamIn(v, t, 0)
}

// around returns the object of the program that is the stream which the struct at v embeds, or
// nil if there is none.
func (m *Machine) around(v Value) *Iface {
	c, ok := m.Resolve(v).(*Cell)
	if !ok || c.T == nil {
		return nil
	}
	s, ok := m.peek(c).(*Struct)
	if !ok {
		return nil
	}
	for _, e := range c.T.Embedded {
		if e.Type.Object == nil || e.Type.Kind != code.Interface {
			continue
		}
		f := m.field(s, &code.Instr{N: int32(e.Index), S: "stream", Recv: c.T}, e.Type)
		i, _ := m.Resolve(m.peek(f)).(*Iface)
		return i
	}
	return nil
}

// receiver returns the stream that the receiver of a method is or embeds, or nil. Where the call
// doesn't say the receiver's type, the method's name does.
func (m *Machine) receiver(v Value, k *callee, in *code.Instr) *Unknown {
	if _, ok := m.Resolve(v).(*Struct); ok && k.use.Matters() && (in == nil || in.Recv == nil) {
		return m.streamIn(v, m.Program.Lookup(k.recv), 0)
	}
	return m.StreamOf(v, in)
}

// Keep notes a function that later calls of the object run, in place of the one that was noted
// under the name before.
func (u *Unknown) Keep(name string, fn *Closure) {
	o := u.asObject()
	for i := range o.kept {
		if o.kept[i].name == name {
			o.kept[i].fn = fn
			return
		}
	}
	o.kept = append(o.kept, keptFunc{name, fn})
}

// Kept returns the functions that calls of the object run.
func (u *Unknown) Kept() []*Closure {
	var out []*Closure
	for _, k := range u.asObject().kept {
		if k.fn != nil {
			out = append(out, k.fn)
		}
	}
	return out
}

type keptFunc struct {
	name string
	fn   *Closure
}

func (m *Machine) streamIn(v Value, t *code.Type, depth int) *Unknown {
	if depth > 8 {
		return nil
	}
	switch v := m.Resolve(v).(type) {
	case *Unknown:
		if v.part != nil || v.T != nil && v.T.Object != nil && (v.T.Kind == code.Pointer || v.T.Kind == code.Interface) {
			return v
		}
	case *Iface:
		return m.streamIn(v.V, v.T, depth+1)
	case *Cell:
		return m.streamIn(m.peek(v), v.T, depth+1)
	case *Struct:
		if t == nil {
			return nil
		}
		if t.Kind == code.Pointer {
			t = t.Elem
		}
		for _, e := range t.Embedded {
			if e.Type.Object == nil {
				continue
			}
			c := m.field(v, &code.Instr{N: int32(e.Index), S: "stream", Recv: t}, e.Type)
			return m.streamIn(m.peek(c), e.Type, depth+1)
		}
	}
	return nil
}
