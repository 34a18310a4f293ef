package report

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/witness"
)

// A lockFault says why the mutexes that the two calls hold don't keep them apart. Whoever has added a
// lock believes that it does, and takes the finding for false unless it is told why.
type lockFault struct {
	lock witness.Lock // one of them
	hint string       // for the message
	note string       // for the story, in which the goroutines have numbers
}

// lockHint says it in the message.
func (r *reporter) lockHint(f finding) string {
	return prefixed("; ", r.lockFault(&f).hint)
}

func (r *reporter) lockFault(f *finding) lockFault {
	if f.Open.IsValid() {
		return lockFault{}
	}
	a, b := r.locks(f)
	same := f.A.At() == f.B.At()
	switch {
	case len(a) == 0 && len(b) == 0:
		return lockFault{}
	case len(b) == 0:
		return r.onlyOne(f, a[0], 0, same)
	case len(a) == 0:
		return r.onlyOne(f, b[0], 1, same)
	}
	for _, x := range a {
		for _, y := range b {
			if x.Same == y.Same && x.Shared && y.Shared {
				text := fmt.Sprintf("both hold %s only for reading", r.name(x))
				return lockFault{x, text, text + ", which keeps only writers out"}
			}
		}
	}
	x, y := r.name(a[0]), r.name(b[0])
	if x != y {
		return lockFault{
			a[0], fmt.Sprintf("this call holds %s, the other %s", x, y),
			fmt.Sprintf("the first goroutine holds %s and the second one %s: these are two mutexes", x, y),
		}
	}
	return lockFault{
		a[0], fmt.Sprintf("each may hold a different %s", x),
		fmt.Sprintf("both hold %s, but not the same one%s", x, prefixed(": ", r.whose(a[0]))),
	}
}

// locks returns the mutexes of both lanes that there are names for. One that a library takes matters
// only if both have one of its kind.
func (r *reporter) locks(f *finding) (a, b []witness.Lock) {
	a, b = r.named(f.A.Locks), r.named(f.B.Locks)
	alone := func(others []witness.Lock) func(witness.Lock) bool {
		return func(l witness.Lock) bool {
			return l.Inside && !slices.ContainsFunc(others, func(o witness.Lock) bool { return r.name(o) == r.name(l) })
		}
	}
	return slices.DeleteFunc(slices.Clone(a), alone(b)), slices.DeleteFunc(slices.Clone(b), alone(a))
}

// onlyOne is the fault that only one lane holds a mutex.
func (r *reporter) onlyOne(f *finding, l witness.Lock, lane int, same bool) lockFault {
	name := r.name(l)
	hint := "only this call holds " + name
	switch {
	case same:
		hint = "only one of the call paths locks " + name
	case lane == 1:
		hint = "only the other call holds " + name
	}
	return lockFault{l, hint, fmt.Sprintf("only %s holds %s at its %s", ordinals[lane], name, methodName(f.lane(lane)))}
}

// whose says why one expression for a mutex stands for different ones.
func (r *reporter) whose(l witness.Lock) string {
	switch x := r.lockExpr(l).(type) {
	case *ast.SelectorExpr:
		if _, ok := r.pass.TypesInfo.Selections[x]; ok {
			return "each " + types.ExprString(x.X) + " has its own"
		}
	case *ast.IndexExpr:
		return "it is another element of " + types.ExprString(x.X)
	case *ast.Ident:
		return r.declaredAs(x)
	case *ast.CallExpr:
		return within("", x) + " does not return the same one each time"
	case nil:
		if owner, _, ok := cutLast(l.Name, "."); ok && strings.Contains(owner, ".") {
			return "each " + owner + " has its own"
		}
	}
	return ""
}

// cutLast cuts a text at the last separator.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// declaredAs says how a local variable gets its mutex.
func (r *reporter) declaredAs(x *ast.Ident) string {
	obj := r.pass.TypesInfo.Uses[x]
	if obj == nil || obj.Parent() == r.pass.Pkg.Scope() {
		return ""
	}
	where := r.whereLocal(obj.Pos())
	for _, n := range r.pathTo(obj.Pos()) {
		switch n := n.(type) {
		case *ast.Field:
			return "it is a parameter, for which callers pass different ones"
		case *ast.AssignStmt:
			if len(n.Rhs) != 1 {
				return ""
			}
			return assignedTo(ast.Unparen(n.Rhs[0]), where)
		case *ast.ValueSpec:
			return "it is declared anew at " + where
		case *ast.BlockStmt:
			return ""
		}
	}
	return ""
}

// assignedTo says that a variable to which value is assigned is a different mutex each time.
func assignedTo(value ast.Expr, where string) string {
	switch x := value.(type) {
	case *ast.CallExpr:
		if text := within("", x); text != "" && !isNew(x) {
			return "it is what " + text + " returns at " + where + ", which is not the same one each time"
		}
	case *ast.UnaryExpr:
		if _, ok := ast.Unparen(x.X).(*ast.CompositeLit); !ok {
			return "it is " + types.ExprString(x) + " (" + where + "), which is not the same one each time"
		}
	case *ast.CompositeLit:
	default:
		return "it is " + types.ExprString(x) + " (" + where + "), which is not the same one each time"
	}
	return "it is made anew at " + where
}

func isNew(call *ast.CallExpr) bool {
	fn, ok := call.Fun.(*ast.Ident)
	return ok && fn.Name == "new"
}

// named returns the locks for which the source has a name.
func (r *reporter) named(locks []witness.Lock) []witness.Lock {
	var out []witness.Lock
	for _, l := range locks {
		if r.name(l) != "" {
			out = append(out, l)
		}
	}
	return out
}

// name returns how the source names the mutex that a call locks.
func (r *reporter) name(l witness.Lock) string {
	if x := r.lockExpr(l); x != nil {
		return types.ExprString(x)
	}
	if l.Pos.Local().IsValid() {
		return "" // something locks it that isn't called Lock
	}
	return l.Name
}

// lockExpr returns the mutex that a call locks, as the source has it.
func (r *reporter) lockExpr(l witness.Lock) ast.Expr {
	call := r.callAt(l.Pos.Local())
	if call == nil {
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !isLock(sel.Sel.Name) {
		return nil
	}
	return ast.Unparen(sel.X)
}

// isLock reports whether a method locks the object that it is called on, by its name.
func isLock(method string) bool {
	return slices.Contains([]string{"Lock", "RLock", "TryLock", "TryRLock"}, method)
}

// whereLocal names a place in this package.
func (r *reporter) whereLocal(pos token.Pos) string {
	return r.where(source.NewPos(r.pass.Fset, r.pass.Pkg.Path(), pos))
}
