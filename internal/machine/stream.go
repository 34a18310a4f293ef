package machine

import (
	"github.com/streamvet/streamvet/internal/code"
)

// StreamOf returns the stream that v is, or that the wrapper v embeds; nil if v is none.
func (m *Machine) StreamOf(v Value, in *code.Instr) *Unknown {
	var t *code.Type
	if in != nil {
		t = in.Recv
	}
	return m.streamIn(v, t, 0)
}

func (m *Machine) streamIn(v Value, t *code.Type, depth int) *Unknown {
	if depth > 8 {
		return nil
	}
	switch v := m.Resolve(v).(type) {
	case *Unknown:
		if v.T != nil && v.T.Stream != code.NoStream {
			if v.T.Kind == code.Pointer || v.T.Kind == code.Interface {
				return v
			}
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
			if e.Type.Stream == code.NoStream {
				continue
			}
			c := m.field(v, &code.Instr{N: int32(e.Index), S: "stream", Recv: t}, e.Type)
			return m.streamIn(m.peek(c), e.Type, depth+1)
		}
	}
	return nil
}
