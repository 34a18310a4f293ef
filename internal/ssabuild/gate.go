package ssabuild

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// Relevant reports whether code of pass's package may have to be run: by the package itself,
// if grpc is among its imports, direct or not, or by its importers. Most packages are told
// apart by their syntax and types, for building SSA costs as much as all of go vet. Without
// grpc, there must be importers, and it must be possible to hand something to the package.
func Relevant(pass *analysis.Pass, grpc bool) bool {
	path := pass.Pkg.Path()
	inModule := pass.Module != nil && pass.Module.Path != "" && pass.Module.Path != "std"
	switch {
	case contract.IsStd(path, inModule):
		return contract.RunsSource(path)
	case contract.IsInfrastructure(path), !grpc && isExternalTest(pass):
		return false
	case grpc && usesStreams(pass):
		return true
	}
	if registers(pass) {
		return true
	}
	leading := leadingPackages(pass)
	acts, takes := false, takesByVariables(pass.Pkg.Scope())
	for _, f := range pass.Files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok || decl.Body == nil {
				continue
			}
			obj, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func)
			if !ok {
				continue
			}
			if synchronizes(pass.TypesInfo, decl.Body) || pass.Pkg.Name() != "main" && endsProcess(pass.TypesInfo, decl.Body) {
				return true
			}
			takes = takes || isHanded(obj)
			acts = acts || givesBack(obj) || actsIn(pass, decl.Body) || leading.calledIn(pass.TypesInfo, decl.Body)
			if acts && (takes || grpc) {
				return true
			}
		}
	}
	return false
}

// isExternalTest reports whether the package of pass has tests that are outside of the package which
// they are about: nothing imports it.
func isExternalTest(pass *analysis.Pass) bool {
	return strings.HasSuffix(pass.Pkg.Name(), "_test") && len(pass.Files) > 0 &&
		strings.HasSuffix(pass.Fset.Position(pass.Files[0].Package).Filename, "_test.go")
}

// packageSet is a set of packages.
type packageSet map[*types.Package]bool

// leadingPackages returns the imports of pass's package whose code may come to a use of an object.
func leadingPackages(pass *analysis.Pass) packageSet {
	out := packageSet{}
	for _, imp := range pass.Pkg.Imports() {
		fact := new(code.Fact)
		if pass.ImportPackageFact(imp, fact) && len(fact.APIs) > 0 && len(fact.Data) > 0 {
			out[imp] = true
		}
	}
	return out
}

// calledIn reports whether body calls a function or a method that one of the packages has declared: it
// may make an object that has a connection, or use it.
func (s packageSet) calledIn(info *types.Info, body *ast.BlockStmt) bool {
	if len(s) == 0 {
		return false
	}
	for n := range ast.Preorder(body) {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			continue
		}
		if id := calledIdent(call); id != nil {
			if f, ok := info.Uses[id].(*types.Func); ok && s[f.Pkg()] {
				return true
			}
		}
	}
	return false
}

// endsProcess reports whether the last statement of body ends the process: callers' code after a
// call does not run.
func endsProcess(info *types.Info, body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	s, ok := body.List[len(body.List)-1].(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := s.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	f, ok := info.Uses[calledIdent(call)].(*types.Func)
	return ok && contract.EndsProcess(f.FullName())
}

// takesByVariables reports whether importers can hand something over by exported variables, or
// by exported fields of exported types.
func takesByVariables(scope *types.Scope) bool {
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.Var:
			if isCarrier(obj.Type(), 0) {
				return true
			}
		case *types.TypeName:
			s, ok := obj.Type().Underlying().(*types.Struct)
			for i := 0; ok && i < s.NumFields(); i++ {
				if s.Field(i).Exported() && isCarrier(s.Field(i).Type(), 0) {
					return true
				}
			}
		}
	}
	return false
}

// isHanded reports whether callers can hand something to f that it can act on, now or later.
func isHanded(f *types.Func) bool {
	if !f.Exported() {
		return false
	}
	sig := f.Signature()
	if sig.RecvTypeParams().Len() > 0 {
		return true
	}
	if recv := sig.Recv(); recv != nil {
		if _, ok := recv.Type().Underlying().(*types.Chan); ok {
			return true // it may be a lock
		}
	}
	for v := range sig.Params().Variables() {
		if isCarrier(v.Type(), 0) {
			return true
		}
	}
	for v := range sig.Results().Variables() {
		if _, ok := v.Type().Underlying().(*types.Signature); ok {
			return true // callers hand something to what it returns
		}
	}
	return false
}

// givesBack reports whether f takes values of any type and returns some.
func givesBack(f *types.Func) bool {
	sig := f.Signature()
	return sig.TypeParams().Len() > 0 && sig.Results().Len() > 0 && slices.ContainsFunc(slices.Collect(sig.Results().Variables()), func(v *types.Var) bool {
		return isCarrier(v.Type(), 0)
	})
}

// isCarrier reports whether a value of type t may be, or lead to, a function, an object
// behind an interface, a channel or a lock.
func isCarrier(t types.Type, depth int) bool {
	if depth > 3 {
		return false
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam, *types.Signature, *types.Chan:
		return true
	case *types.Pointer:
		return isCarrier(t.Elem(), depth+1)
	case *types.Slice:
		return isCarrier(t.Elem(), depth+1)
	case *types.Map:
		return isCarrier(t.Elem(), depth+1) || isCarrier(t.Key(), depth+1)
	case *types.Interface:
		return true
	case *types.Named:
		if t.Obj().Pkg() == nil || t.Obj().Pkg().Path() == "context" {
			return false // error, context.Context
		}
		if t.Obj().Pkg().Path() == "sync" {
			return true
		}
		if s, ok := t.Underlying().(*types.Struct); ok {
			for f := range s.Fields() {
				if _, ok := f.Type().Underlying().(*types.Signature); ok {
					return true // a configuration with callbacks
				}
			}
			return false
		}
		return isCarrier(t.Underlying(), depth+1)
	}
	return false
}

// actsIn reports whether body starts goroutines, synchronizes, uses channels, makes or calls
// function values, calls what is behind an interface, or keeps something.
func actsIn(pass *analysis.Pass, body *ast.BlockStmt) bool {
	called := map[*ast.Ident]bool{} // functions that are named to be called
	for n := range ast.Preorder(body) {
		switch n := n.(type) {
		case *ast.GoStmt, *ast.SendStmt, *ast.SelectStmt, *ast.FuncLit:
			return true
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return true
			}
		case *ast.CallExpr:
			if id := calledIdent(n); id != nil {
				called[id] = true
			}
			if callsValue(pass.TypesInfo, n) || callsGiven(pass.TypesInfo, n) || handsOn(pass.TypesInfo, n) {
				return true
			}
		case *ast.Ident:
			if _, isFunc := pass.TypesInfo.Uses[n].(*types.Func); isFunc && !called[n] {
				return true
			}
		case *ast.AssignStmt:
			if keeps(pass.TypesInfo, n) {
				return true
			}
		case *ast.CompositeLit:
			if slices.ContainsFunc(n.Elts, func(e ast.Expr) bool { return isGiven(pass.TypesInfo, e) }) {
				return true
			}
		}
	}
	return false
}

// isGiven reports whether an element of a composite literal is a variable whose value may be
// anything that somebody has.
func isGiven(info *types.Info, e ast.Expr) bool {
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		e = kv.Value
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := info.Uses[id].(*types.Var)
	return ok && isCarrier(v.Type(), 3)
}

// calledIdent returns the name of the function that call calls, or nil if it has none.
func calledIdent(call *ast.CallExpr) *ast.Ident {
	fun := ast.Unparen(call.Fun)
	switch index := fun.(type) { // of type arguments
	case *ast.IndexExpr:
		fun = index.X
	case *ast.IndexListExpr:
		fun = index.X
	}
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	}
	return nil
}

// callsGiven reports whether call calls a method of an interface that is not the standard
// library's: an implementation may have a stream.
func callsGiven(info *types.Info, call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	s := info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal || !types.IsInterface(s.Recv()) {
		return false
	}
	pkg := s.Obj().Pkg()
	return pkg != nil && !contract.IsStd(pkg.Path(), false)
}

// handsOn reports whether call passes an object that may have a stream to a function of the
// standard library that calls or keeps it: a logger's writer, a handler of requests. The object is
// behind an interface, or of a type of another package than the standard library's.
func handsOn(info *types.Info, call *ast.CallExpr) bool {
	id := calledIdent(call)
	if id == nil {
		return false
	}
	f, ok := info.Uses[id].(*types.Func)
	if !ok || f.Pkg() == nil || !contract.IsStd(f.Pkg().Path(), false) {
		return false
	}
	params := f.Signature().Params()
	for i, e := range call.Args {
		if t := info.TypeOf(e); isKept(t) || i < params.Len() && isKept(params.At(i).Type()) && isForeignNamed(t) {
			return true
		}
	}
	return false
}

// isKept reports whether t is an interface of the standard library by which it calls what it was
// given.
func isKept(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() + "." + n.Obj().Name() {
	case "io.Writer", "io.WriteCloser", "io.Reader", "io.ReadCloser", "io.ReadWriter", "io.ReadWriteCloser", "net/http.Handler", "log/slog.Handler":
		return true
	}
	return false
}

// isForeignNamed reports whether t, or what it points to, is a type that a package has declared
// which is not of the standard library.
func isForeignNamed(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && !contract.IsStd(n.Obj().Pkg().Path(), false)
}

// callsValue reports whether a call is one of a function value, or of a method that locks or
// waits.
func callsValue(info *types.Info, call *ast.CallExpr) bool {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		_, isVar := info.Uses[fun].(*types.Var)
		return isVar
	case *ast.SelectorExpr:
		switch fun.Sel.Name {
		case "Lock", "RLock", "Wait":
			return true
		}
		v, isVar := info.Uses[fun.Sel].(*types.Var)
		return isVar && v != nil
	}
	return false
}

// synchronizes reports whether body does something to a lock, a channel or an atomic value that
// is still so when it returns, so that it may be a part of a lock, whatever it is called.
func synchronizes(info *types.Info, body *ast.BlockStmt) bool {
	locks, unlocks := false, false
	for n := range ast.Preorder(body) {
		switch n := n.(type) {
		case *ast.SendStmt:
			if isField(info, n.Chan) {
				return true
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && isField(info, n.X) {
				return true
			}
		case *ast.ForStmt:
			if n.Cond != nil && callsAny(n.Cond, "Load", "LoadInt32", "LoadInt64", "LoadUint32", "LoadUint64") {
				return true
			}
		case *ast.CallExpr:
			switch name := calledName(n); name {
			case "Lock", "RLock", "TryLock", "TryRLock":
				locks = true
			case "Unlock", "RUnlock":
				unlocks = true
			case "Signal", "Broadcast":
				return true
			default:
				if strings.HasPrefix(name, "CompareAndSwap") || strings.HasPrefix(name, "Swap") {
					return true
				}
			}
		}
	}
	return locks != unlocks
}

// isField reports whether e is a field.
func isField(info *types.Info, e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	return ok && info.Selections[sel] != nil
}

// callsAny reports whether e calls a function or method with one of the names.
func callsAny(e ast.Expr, names ...string) bool {
	for n := range ast.Preorder(e) {
		if call, ok := n.(*ast.CallExpr); ok && slices.Contains(names, calledName(call)) {
			return true
		}
	}
	return false
}

// calledName returns the name of the function or method that call calls, or "" if it has none.
func calledName(call *ast.CallExpr) string {
	if id := calledIdent(call); id != nil {
		return id.Name
	}
	return ""
}

// keeps reports whether an assignment stores to a field or a package's variable, or to an element
// of one, something that may be acted on later.
func keeps(info *types.Info, n *ast.AssignStmt) bool {
	for _, lhs := range n.Lhs {
		if ix, ok := lhs.(*ast.IndexExpr); ok {
			lhs = ix.X
		}
		switch lhs := lhs.(type) {
		case *ast.SelectorExpr:
			if tv, ok := info.Types[lhs]; ok && isCarrier(tv.Type, 0) {
				return true
			}
		case *ast.Ident:
			if v, ok := info.Uses[lhs].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() && isCarrier(v.Type(), 0) {
				return true
			}
		}
	}
	return false
}
