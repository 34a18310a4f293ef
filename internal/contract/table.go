package contract

import (
	"go/types"
	"maps"
	"strings"
	"sync"
)

// GRPC is the row of gRPC.
var GRPC = owned(grpc())

// APIs returns the table().
func APIs() []*API { return table().apis }

// table returns the table by names, which have no major versions. It is made when a package is
// looked at that may lead to one of the libraries: most runs of a vet tool see none.
var table = sync.OnceValue(func() *tableIndex {
	return index([]*API{GRPC, owned(websocket()), owned(connect()), owned(kitex()), owned(redigo()), owned(pgx()), owned(quic()), owned(http2())})
})

type tableIndex struct {
	apis    []*API
	paths   map[string]*API
	types   map[string]*Type
	funcs   map[string]Use // functions, and methods as (T).M or (*T).M
	makers  map[string]bool
	runners map[string]*API
	around  map[string]*API // by functions that Around names
}

func index(apis []*API) *tableIndex {
	x := &tableIndex{apis, map[string]*API{}, map[string]*Type{}, map[string]Use{}, map[string]bool{}, map[string]*API{}, map[string]*API{}}
	for _, a := range apis {
		for _, p := range a.Paths {
			x.paths[p] = a
		}
		for _, t := range a.Types {
			x.types[t.Name] = t
		}
		maps.Copy(x.funcs, a.Funcs)
		for _, f := range a.Makers {
			x.makers[f] = true
		}
		for _, f := range a.Runners {
			x.runners[f] = a
		}
		for _, p := range a.Paths {
			for _, f := range a.Around.functions() {
				x.around[p+"."+f] = a
			}
			if a.Around != nil {
				for _, f := range a.Around.Calls {
					x.around["(*"+p+".Client)."+f] = a
				}
			}
		}
	}
	return x
}

// owned returns a, whose types and uses know it.
func owned(a *API) *API {
	for _, t := range a.Types {
		t.api = a
		a.own(t.Methods)
	}
	a.own(a.Funcs)
	return a
}

// own makes uses those of objects of a.
func (a *API) own(all map[string]Use) {
	for name, u := range all {
		u.api = a
		all[name] = u
		if u.Part != nil && u.Part.api == nil {
			u.Part.api = a
			a.own(u.Part.Methods)
		}
	}
}

// versionless takes the major version out of an import path, or out of a name that begins
// with one: v2 and later are in a path element of their own.
func versionless(path string) string {
	for i := 0; i+2 < len(path); i++ {
		if path[i] != '/' || path[i+1] != 'v' {
			continue
		}
		end := i + 2
		for end < len(path) && path[end] >= '0' && path[end] <= '9' {
			end++
		}
		if end > i+2 && (end == len(path) || path[end] == '/' || path[end] == '.') {
			return path[:i] + path[end:]
		}
	}
	return path
}

// Plain returns an import path as the table has it: without a vendor directory and without a
// major version.
func Plain(path string) string { return versionless(vendorless(path)) }

// ByPath returns the API whose package has the given import path, or nil.
func ByPath(path string) *API {
	if first, _, _ := strings.Cut(path, "/"); stdRoots[first] && first != "vendor" {
		return nil
	}
	return table().paths[Plain(path)]
}

// ByName returns the row called name, or nil.
func ByName(name string) *API {
	for _, a := range APIs() {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// TypeCalled returns the type of the table called name, or nil.
func TypeCalled(name string) *Type { return table().types[name] }

// ObjectType returns what the table says of objects of type t, or of what t points to: nil if
// they are not watched. Interfaces that embed one of an API count as that.
func ObjectType(t types.Type) *Type {
	switch {
	case t == nil:
		return nil
	case isServerStream(t):
		return table().types[GRPCPath+".ServerStream"]
	case isStream(t):
		return table().types[GRPCPath+".ClientStream"]
	}
	return named(t, 0)
}

func named(t types.Type, depth int) *Type {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if tp, ok := t.(*types.TypeParam); ok {
		t = types.Unalias(tp.Constraint())
	}
	if n, ok := t.(*types.Named); ok && n.Obj().Pkg() != nil {
		if found := table().types[Plain(n.Obj().Pkg().Path())+"."+n.Obj().Name()]; found != nil {
			return found
		}
	}
	i, ok := t.Underlying().(*types.Interface)
	if !ok || depth > 8 {
		return nil
	}
	for e := range i.EmbeddedTypes() {
		if found := named(e, depth+1); found != nil {
			return found
		}
	}
	return nil
}

// IsObject reports whether objects of type t are watched.
func IsObject(t types.Type) bool { return ObjectType(t) != nil }

// FuncUse returns what the function or method with the given full name, as
// [types.Func.FullName] gives it, does to its first argument or its receiver. Only types of
// the table are known, so it says nothing of gRPC's generated code.
func FuncUse(name string) Use {
	if !strings.HasPrefix(name, "(") {
		return table().funcs[Plain(name)]
	}
	end := strings.LastIndexByte(name, ')')
	if end < 0 || end+2 > len(name) {
		return Use{}
	}
	recv, _, _ := strings.Cut(strings.TrimPrefix(name[1:end], "*"), "[")
	return table().types[Plain(recv)].Use(name[end+2:])
}

// RunnerOf returns the API of whose objects one is given to what the function with the given full
// name runs, or nil.
func RunnerOf(name string) *API { return table().runners[plainName(name)] }

// IsMaker reports whether the function with the given full name returns a new object each
// time.
func IsMaker(name string) bool { return table().makers[plainName(name)] }

// plainName returns the full name of a function or method as the table has it.
func plainName(name string) string {
	if len(name) > 2 && strings.HasPrefix(name, "(") {
		star := ""
		if name[1] == '*' {
			star = "*"
		}
		return "(" + star + Plain(name[1+len(star):])
	}
	return Plain(name)
}

// AroundOf returns what is said about interceptors, if the function with the given full name
// has to do with them, and its name without the package's.
func AroundOf(name string) (*Around, string) {
	if a := table().around[plainName(name)]; a != nil {
		return a.Around, name[strings.LastIndexByte(name, '.')+1:]
	}
	return nil, ""
}
