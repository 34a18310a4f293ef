package code

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// FuncName returns the name by which code calls fn.
func FuncName(fn *ssa.Function) string {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if fn.Parent() != nil {
		return FuncName(fn.Parent()) + strings.TrimPrefix(fn.Name(), fn.Parent().Name())
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		name := MethodName(obj)
		switch {
		case obj.Name() == "init" && fn.Signature.Recv() == nil:
			return fn.RelString(nil) // init#1: init is the function that initializes the package
		case strings.HasSuffix(fn.Name(), "$bound"):
			name += "$bound"
		case strings.HasSuffix(fn.Name(), "$thunk"):
			name += "$thunk"
		case strings.HasPrefix(fn.Synthetic, "wrapper"):
			return fn.RelString(nil) + "$wrapper" // a promoted method
		}
		if strings.HasSuffix(fn.Name(), "$bound") || strings.HasSuffix(fn.Name(), "$thunk") {
			// One method may be bound through several types that embed its own.
			spell := newTypes(nil, fn.Prog.Fset)
			if len(fn.FreeVars) > 0 {
				return name + " of " + spell.name(fn.FreeVars[0].Type())
			}
			if len(fn.Params) > 0 {
				return name + " of " + spell.name(fn.Params[0].Type())
			}
		}
		return name
	}
	return fn.RelString(nil)
}

// MethodName returns the name by which code calls the function or method f.
// That of a method of a generic type does not have its type parameters.
func MethodName(f *types.Func) string {
	f = f.Origin()
	recv := f.Signature().Recv()
	if recv == nil {
		return f.FullName()
	}
	t, star := recv.Type(), ""
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t, star = p.Elem(), "*"
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return "(" + star + typeName(n.Obj()) + ")." + f.Name()
	}
	return f.FullName()
}
