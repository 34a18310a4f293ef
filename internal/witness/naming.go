package witness

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/record"
)

// nameOf names what an operand is, as far as the code tells that without its source: a field by its
// type, a package's variable, what a call returns. It is "" for what has no such name, as local
// variables.
func nameOf(fn *code.Func, o code.Operand) string {
	for range 16 {
		switch {
		case o == code.NoOperand:
			return ""
		case o < 0:
			if c := fn.Consts[o.Const()]; c.Kind == code.GlobalConst {
				return unqualified(c.Text)
			}
			return ""
		}
		def := record.Definition(fn, o)
		if def == nil {
			return nameOfParam(fn, o)
		}
		switch def.Op {
		case code.Field, code.FieldAddr:
			return strings.TrimPrefix(typeName(def.Recv)+"."+def.S, ".")
		case code.Call:
			if name := called(fn, def); name != "" {
				return name + "()"
			}
			return ""
		case code.Load, code.Convert, code.MakeIface, code.Assert, code.Extract, code.Index, code.IndexAddr, code.Lookup:
			o = def.A[0]
		default:
			return ""
		}
	}
	return ""
}

// nameOfParam names a parameter by its type, if that has a name.
func nameOfParam(fn *code.Func, o code.Operand) string {
	if int(o) >= fn.Params || int(o) >= len(fn.ParamTypes) {
		return ""
	}
	t := fn.ParamTypes[o]
	if t != nil && t.Kind == code.Pointer && !t.Named && t.Elem != nil {
		t = t.Elem
	}
	if t == nil || !t.Named || t.Pkg != fn.Pkg {
		return "" // a sync.Mutex is one of many
	}
	return "the " + typeName(t)
}

// called names the function or the method that a call names.
func called(fn *code.Func, call *code.Instr) string {
	if call.Mode == code.Invoke {
		return strings.TrimPrefix(typeName(call.Recv)+"."+call.S, ".")
	}
	if call.Mode == code.Value && len(call.A) > 0 && call.A[0] < 0 {
		return funcTitle(fn.Consts[call.A[0].Const()].Text)
	}
	return ""
}

// typeName names a type as other packages do: by that of its package. A pointer is called by what it
// points to; one without a name is "".
func typeName(t *code.Type) string {
	if t == nil {
		return ""
	}
	if t.Kind == code.Pointer && !t.Named && t.Elem != nil {
		t = t.Elem
	}
	if !t.Named {
		return ""
	}
	name, _, _ := strings.Cut(t.Name, "[")
	return unqualified(name)
}

// unqualified returns a name without the path before its package's name.
func unqualified(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

// funcTitle names a function or a method as other packages do, without what is special about it; ""
// for a function literal.
func funcTitle(name string) string {
	if strings.Contains(name, "$") {
		return ""
	}
	if typ, method, ok := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(name, "("), "*"), ")."); ok {
		typ, _, _ = strings.Cut(typ, "[")
		return unqualified(typ) + "." + method
	}
	name, _, _ = strings.Cut(name, "[")
	return unqualified(name)
}

// nameAt names what the call at a place is a method of.
func nameAt(at machine.Place) string {
	if call := callAt(at); call != nil {
		return nameOf(at.Fn, argument(call, 0))
	}
	return ""
}

// nameIn names what a moment is about, if the code there says so: the mutex that is locked, the channel.
func nameIn(m record.Moment) string {
	if len(m.Stack) == 0 {
		return ""
	}
	fn := m.Stack[0].Fn
	if m.In == nil {
		return nameAt(m.Stack[0]) // a deferred call
	}
	switch m.In.Op {
	case code.Select:
		return nameOfCase(fn, m.In, m.Case)
	case code.Send, code.Recv, code.Lookup:
		return nameOf(fn, m.In.A[0])
	case code.Call:
		if m.In.Mode == code.Builtin {
			return nameOf(fn, m.In.A[0])
		}
		return nameOf(fn, argument(m.In, 0))
	}
	return nameAt(m.Stack[0])
}

// nameOfCase names the channel of a case of a select, or of its first send if the number is negative.
func nameOfCase(fn *code.Func, in *code.Instr, i int) string {
	if i < 0 {
		i = strings.IndexByte(in.S, 's')
	}
	if i < 0 || 2*i >= len(in.A) {
		return ""
	}
	return nameOf(fn, in.A[2*i])
}
