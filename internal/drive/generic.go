package drive

import (
	"go/types"
	"slices"
)

// The environment uses generic code with types that the constraints allow.

// instance returns a generic type with type arguments that the environment chooses.
func instance(n *types.Named) *types.Named {
	if n.TypeParams().Len() == 0 {
		return n
	}
	t, err := types.Instantiate(nil, n, typeArguments(n.TypeParams()), false)
	if err != nil {
		return n
	}
	return t.(*types.Named)
}

// instantiate gives the entry of a generic function type arguments.
func (d *Package) instantiate(e *Entry, sig *types.Signature) {
	for _, t := range typeArguments(sig.TypeParams()) {
		e.Args = append(e.Args, d.tr.Type(t))
	}
	for i, t := range e.Params {
		e.Params[i] = d.Program.Instantiate(t, e.Args)
	}
}

// typeArguments returns a type for each type parameter.
func typeArguments(params *types.TypeParamList) []types.Type {
	c := chooser{chosen: map[*types.TypeParam]types.Type{}, left: maxTypes}
	var out []types.Type
	for p := range params.TypeParams() {
		out = append(out, c.argument(p))
	}
	return out
}

// A chooser chooses types for type parameters whose constraints may mention each other.
type chooser struct {
	chosen map[*types.TypeParam]types.Type
	left   int // how many types may still be looked at: they can be large
}

const maxTypes = 200

// argument returns the type for a type parameter.
func (c *chooser) argument(p *types.TypeParam) types.Type {
	if t, ok := c.chosen[p]; ok {
		return t
	}
	c.chosen[p] = types.Universe.Lookup("any").Type() // for a constraint that mentions p
	t := c.without(allowed(p.Constraint()))
	c.chosen[p] = t
	return t
}

// without returns t with types in place of its type parameters.
func (c *chooser) without(t types.Type) types.Type {
	if c.left--; c.left < 0 {
		return types.Universe.Lookup("any").Type()
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return c.argument(t)
	case *types.Pointer:
		return types.NewPointer(c.without(t.Elem()))
	case *types.Slice:
		return types.NewSlice(c.without(t.Elem()))
	case *types.Array:
		return types.NewArray(c.without(t.Elem()), t.Len())
	case *types.Chan:
		return types.NewChan(t.Dir(), c.without(t.Elem()))
	case *types.Map:
		return types.NewMap(c.without(t.Key()), c.without(t.Elem()))
	case *types.Signature:
		return types.NewSignatureType(nil, nil, nil, c.tuple(t.Params()), c.tuple(t.Results()), t.Variadic())
	case *types.Named:
		var args []types.Type
		for a := range t.TypeArgs().Types() {
			args = append(args, c.without(a))
		}
		if len(args) == 0 {
			return t
		}
		if of, err := types.Instantiate(nil, t.Origin(), args, false); err == nil {
			return of
		}
		return t
	default:
		return t
	}
}

func (c *chooser) tuple(t *types.Tuple) *types.Tuple {
	var out []*types.Var
	for v := range t.Variables() {
		out = append(out, types.NewVar(v.Pos(), v.Pkg(), v.Name(), c.without(v.Type())))
	}
	return types.NewTuple(out...)
}

// allowed returns a type that a constraint allows: the constraint itself, or the first of the
// types that it lists.
func allowed(constraint types.Type) types.Type {
	i, ok := constraint.Underlying().(*types.Interface)
	if !ok || i.IsMethodSet() {
		return constraint
	}
	if t := listed(i, 0); t != nil {
		return t
	}
	if i.NumMethods() > 0 { // comparable, and methods
		return methodsOf(i)
	}
	return types.Typ[types.Int] // comparable, and the like
}

// listed returns the first type that an interface lists, or nil.
func listed(i *types.Interface, depth int) types.Type {
	for e := range i.EmbeddedTypes() {
		e = types.Unalias(e)
		if u, ok := e.Underlying().(*types.Union); ok && u.Len() > 0 {
			e = types.Unalias(u.Term(0).Type())
		}
		of, ok := e.Underlying().(*types.Interface)
		if _, param := e.(*types.TypeParam); !ok || param {
			return e
		}
		if depth < 10 {
			if t := listed(of, depth+1); t != nil {
				return t
			}
		}
	}
	return nil
}

// methodsOf returns the interface that asks for the methods of i and for nothing else: one that
// i embeds, if that has all of them.
func methodsOf(i *types.Interface) types.Type {
	for e := range i.EmbeddedTypes() {
		if m, ok := e.Underlying().(*types.Interface); ok && m.IsMethodSet() && m.NumMethods() == i.NumMethods() {
			return e
		}
	}
	return types.NewInterfaceType(slices.Collect(i.Methods()), nil).Complete()
}
