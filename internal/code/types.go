package code

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
)

// Types makes the Types of a Universe from those of go/types.
type Types struct {
	universe *Universe
	fset     *token.FileSet
	known    map[types.Type]*Type
	names    map[types.Type]string
}

func newTypes(u *Universe, fset *token.FileSet) *Types {
	return &Types{u, fset, map[types.Type]*Type{}, map[types.Type]string{}}
}

// Type returns the Type for t.
func (tr *Types) Type(t types.Type) *Type {
	if t == nil {
		return nil
	}
	if known, ok := tr.known[t]; ok {
		return known
	}
	u := types.Unalias(t)
	out, fresh := tr.universe.intern(tr.name(u))
	tr.known[t] = out
	if fresh {
		tr.fill(out, u)
	}
	return out
}

// param returns the type parameter of the given index.
func (tr *Types) param(i int) *Type {
	t, fresh := tr.universe.intern("$" + strconv.Itoa(i))
	if fresh {
		t.Kind, t.Index, t.generic = Param, i, true
	}
	return t
}

// fill makes out from t, whose name it has.
func (tr *Types) fill(out *Type, t types.Type) {
	if tp, ok := t.(*types.TypeParam); ok {
		out.Kind, out.Index, out.generic = Param, tp.Index(), true
		return
	}
	if tuple, ok := t.(*types.Tuple); ok {
		out.Kind = Tuple
		for v := range tuple.Variables() {
			tr.addElem(out, v.Type())
		}
		return
	}
	out.Object = contract.ObjectType(t)
	tr.structure(out, t.Underlying())
	if n, ok := t.(*types.Named); ok {
		tr.named(out, n)
	}
	out.Message = isMessage(t)
}

func (tr *Types) addElem(out *Type, t types.Type) {
	e := tr.Type(t)
	out.Elems = append(out.Elems, e)
	out.generic = out.generic || e.generic
}

func (tr *Types) named(out *Type, n *types.Named) {
	out.Named = true
	obj := n.Obj()
	out.Origin = tr.localName(obj)
	if obj.Pkg() != nil {
		out.Pkg = obj.Pkg().Path()
	}
	for a := range n.TypeArgs().Types() {
		arg := tr.Type(a)
		out.Args = append(out.Args, arg)
		out.generic = out.generic || arg.generic
	}
	if n.TypeArgs().Len() == 0 && n.TypeParams().Len() > 0 {
		// The generic type itself, as the receiver of its methods has it.
		for i := range n.TypeParams().Len() {
			out.Args = append(out.Args, tr.param(i))
		}
		out.generic = true
	}
	if out.Kind != Interface {
		for m := range n.Origin().Methods() {
			out.Methods = append(out.Methods, m.Name())
		}
	}
	out.Error = out.Name == "error"
	out.Context = out.Name == "context.Context"
}

// structure fills in what the underlying type u tells.
func (tr *Types) structure(out *Type, u types.Type) {
	elem := func(t types.Type) *Type {
		e := tr.Type(t)
		out.generic = out.generic || e.generic
		return e
	}
	switch u := u.(type) {
	case *types.Basic:
		basic(out, u)
	case *types.Pointer:
		out.Kind, out.Elem = Pointer, elem(u.Elem())
	case *types.Slice:
		out.Kind, out.Elem = Slice, elem(u.Elem())
	case *types.Array:
		out.Kind, out.Elem, out.Len = Array, elem(u.Elem()), u.Len()
	case *types.Chan:
		out.Kind, out.Elem = Chan, elem(u.Elem())
	case *types.Map:
		out.Kind, out.Key, out.Elem = Map, elem(u.Key()), elem(u.Elem())
	case *types.Signature:
		out.Kind, out.Handler = Signature, contract.IsStreamHandler(u)
		for v := range u.Results().Variables() {
			tr.addElem(out, v.Type())
		}
		for v := range u.Params().Variables() {
			out.generic = out.generic || tr.Type(v.Type()).generic
		}
	case *types.Struct:
		out.Kind, out.Len = Struct, int64(u.NumFields())
		for i := range u.NumFields() {
			f := u.Field(i)
			// A struct that is a better interface to an object is like one that embeds it.
			if f.Embedded() || out.Object != nil && out.Object.Inner == f.Name() {
				out.Embedded = append(out.Embedded, Embedded{i, elem(f.Type())})
			}
		}
		out.generic = out.generic || strings.Contains(out.Name, "$")
	case *types.Interface:
		out.Kind = Interface
		for m := range u.Methods() {
			out.Methods = append(out.Methods, m.Name())
		}
	}
}

func basic(out *Type, b *types.Basic) {
	switch info := b.Info(); {
	case info&types.IsBoolean != 0:
		out.Kind = Bool
	case info&types.IsInteger != 0:
		out.Kind = Int
		out.Unsigned = info&types.IsUnsigned != 0
		switch b.Kind() {
		case types.Int8, types.Uint8:
			out.Bits = 8
		case types.Int16, types.Uint16:
			out.Bits = 16
		case types.Int32, types.Uint32:
			out.Bits = 32
		}
	case info&types.IsFloat != 0:
		out.Kind = Float
	case info&types.IsComplex != 0:
		out.Kind = Complex
	case info&types.IsString != 0:
		out.Kind = String
	case b.Kind() == types.UnsafePointer, b.Kind() == types.UntypedNil:
		out.Kind = Pointer
	}
}

// name returns the canonical name of t: that of go/types with full import paths, and
// type parameters by their index, so that it says the same in every function.
func (tr *Types) name(t types.Type) string {
	t = types.Unalias(t)
	name, ok := tr.names[t]
	if !ok {
		name = bounded(tr.spelled(t))
		tr.names[t] = name
	}
	return name
}

// spelled returns the name of t, made of those of its parts.
func (tr *Types) spelled(t types.Type) string {
	switch t := t.(type) {
	case *types.TypeParam:
		return "$" + strconv.Itoa(t.Index())
	case *types.Named:
		name := tr.localName(t.Obj())
		var args []string
		for a := range t.TypeArgs().Types() {
			args = append(args, tr.name(a))
		}
		if len(args) == 0 {
			for i := range t.TypeParams().Len() {
				args = append(args, "$"+strconv.Itoa(i))
			}
		}
		if len(args) > 0 {
			name += "[" + strings.Join(args, ",") + "]"
		}
		return name
	case *types.Pointer:
		return "*" + tr.name(t.Elem())
	case *types.Slice:
		return "[]" + tr.name(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), tr.name(t.Elem()))
	case *types.Map:
		return "map[" + tr.name(t.Key()) + "]" + tr.name(t.Elem())
	case *types.Chan:
		return [...]string{"chan ", "chan<- ", "<-chan "}[t.Dir()] + "(" + tr.name(t.Elem()) + ")"
	case *types.Tuple:
		return tr.tuple(t)
	case *types.Signature:
		return "func" + tr.tuple(t.Params()) + tr.tuple(t.Results())
	case *types.Struct:
		var fields []string
		for f := range t.Fields() {
			fields = append(fields, f.Name()+" "+tr.name(f.Type()))
		}
		return "struct{" + strings.Join(fields, "; ") + "}"
	case *types.Interface:
		var methods []string
		for m := range t.Methods() {
			methods = append(methods, m.Name()+tr.name(m.Signature()))
		}
		if !t.IsMethodSet() {
			for e := range t.EmbeddedTypes() {
				methods = append(methods, tr.name(e))
			}
		}
		return "interface{" + strings.Join(methods, "; ") + "}"
	case *types.Union:
		var terms []string
		for term := range t.Terms() {
			tilde := ""
			if term.Tilde() {
				tilde = "~"
			}
			terms = append(terms, tilde+tr.name(term.Type()))
		}
		return strings.Join(terms, "|")
	}
	return types.TypeString(t, nil)
}

func (tr *Types) tuple(t *types.Tuple) string {
	var parts []string
	for v := range t.Variables() {
		parts = append(parts, tr.name(v.Type()))
	}
	return "(" + strings.Join(parts, ",") + ")"
}

// localName returns the name of a type with its import path, and one of its own for a
// type that is declared in a function: one that says where, in the same words whatever
// else has been loaded.
func (tr *Types) localName(obj *types.TypeName) string {
	if obj.Pkg() == nil || obj.Parent() == nil || obj.Parent() == obj.Pkg().Scope() {
		return typeName(obj)
	}
	at := tr.fset.PositionFor(obj.Pos(), false)
	return fmt.Sprintf("%s·%s:%d:%d", typeName(obj), filepath.Base(at.Filename), at.Line, at.Column)
}

// typeName returns the name of a type with its import path.
func typeName(obj *types.TypeName) string {
	if obj.Pkg() == nil {
		return obj.Name()
	}
	return obj.Pkg().Path() + "." + obj.Name()
}

// isMessage reports whether t is a protocol buffer message, or a pointer to one: its
// pointer has the method ProtoReflect, or ProtoMessage in older code
// (https://pkg.go.dev/google.golang.org/protobuf/proto#Message).
func isMessage(t types.Type) bool {
	n, ok := types.Unalias(pointee(t)).(*types.Named)
	if !ok || types.IsInterface(n) {
		return false
	}
	for m := range n.Methods() {
		if m.Name() == "ProtoReflect" || m.Name() == "ProtoMessage" {
			return true
		}
	}
	return false
}
