package infer

import (
	"go/types"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
)

// A relevance answers which types can lead to something that matters: a stream,
// a lock, a channel, a function. Values of other types are not followed, which is
// most of the code of most packages. The zero relevance is ready for use.
type relevance struct {
	known  map[types.Type]bool
	plain  bool // loggers and the like don't count, which everybody has
	depth  int
	falses []types.Type // found since depth was 0
}

// of reports whether values of type t can lead to a stream, a lock, a channel or
// a function.
func (r *relevance) of(t types.Type) bool {
	if known, ok := r.known[t]; ok {
		return known
	}
	put(&r.known, t, false) // as long as nothing else is found
	r.depth++
	found := r.find(t)
	r.depth--
	if found {
		r.known[t] = true
	} else {
		r.falses = append(r.falses, t)
	}
	if r.depth == 0 {
		if found {
			// What was found inside may rest on what was assumed of t.
			for _, f := range r.falses {
				delete(r.known, f)
			}
		}
		r.falses = r.falses[:0]
	}
	return found
}

func (r *relevance) find(t types.Type) bool {
	switch u := t.(type) {
	case *types.Alias:
		return r.of(types.Unalias(t))
	case *types.Named:
		if pkg := u.Obj().Pkg(); pkg != nil && contract.HasRows(pkg.Path()) || !r.plain && contract.IsWrapper(u.Obj()) {
			return true
		}
		return !harmless(u) && r.of(u.Underlying())
	case *types.TypeParam:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	case *types.Pointer:
		if _, ok := types.Unalias(u.Elem()).(*types.TypeParam); ok {
			return true
		}
		if isMessage(u) {
			return false
		}
		return r.of(u.Elem())
	case *types.Slice:
		return r.of(u.Elem())
	case *types.Array:
		return r.of(u.Elem())
	case *types.Map:
		return r.of(u.Elem()) || r.of(u.Key())
	case *types.Tuple:
		for v := range u.Variables() {
			if r.of(v.Type()) {
				return true
			}
		}
		return false
	case *types.Struct:
		for f := range u.Fields() {
			if r.of(f.Type()) {
				return true
			}
		}
		return false
	}
	return true
}

// harmless reports whether a named type is one of those that everybody uses and
// that never lead to a stream.
func harmless(n *types.Named) bool {
	obj := n.Obj()
	if obj.Pkg() == nil {
		return obj.Name() == "error"
	}
	switch obj.Pkg().Path() {
	case "time":
		return obj.Name() == "Time" || obj.Name() == "Location" || obj.Name() == "Duration"
	case "reflect", "math/big", "net/url", "net/netip", "regexp", "log/slog", "log", "testing", "bytes", "strings", "go/token", "os",
		contract.GRPCPath + "/codes", contract.GRPCPath + "/status", contract.GRPCPath + "/metadata", contract.GRPCPath + "/credentials":
		return obj.Pkg().Path() != "testing" || obj.Name() != "T"
	}
	return strings.HasPrefix(obj.Pkg().Path(), "google.golang.org/protobuf/")
}

// isMessage reports whether t is a message of a protocol buffer. Messages are
// data, whatever their generated fields look like.
func isMessage(t *types.Pointer) bool {
	n, ok := types.Unalias(t.Elem()).(*types.Named)
	if !ok {
		return false
	}
	if _, ok := n.Underlying().(*types.Struct); !ok {
		return false
	}
	for m := range n.Methods() {
		if name := m.Name(); name == "ProtoReflect" || name == "ProtoMessage" {
			return true
		}
	}
	return false
}

// opaque reports whether a call of a method of interface type t, if it is not
// known what is behind it, can be taken for one that does nothing to streams: t
// belongs to a package that knows nothing of them, or is a client that the code
// generator has written.
func (p *Package) opaque(t types.Type, m *types.Func) bool {
	if !p.GRPC {
		return true
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return ok // the error interface
	}
	if takesCallOptions(m.Signature()) {
		return true
	}
	switch pkg := n.Obj().Pkg(); {
	case pkg == p.Types:
		return false
	case pkg.Path() == "io" || pkg.Path() == "net" && n.Obj().Name() == "Conn":
		return false
	default:
		return contract.MethodSide(m.Name()) == 0 && !p.Analyzed(pkg)
	}
}

// takesCallOptions reports whether a function has the shape of those of generated
// clients, which open a stream or call a method.
func takesCallOptions(sig *types.Signature) bool {
	if !sig.Variadic() {
		return false
	}
	s, ok := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
	return ok && contract.IsCallOption(s.Elem())
}
