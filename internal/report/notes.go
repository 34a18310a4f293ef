package report

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/witness"
)

// originText says how a goroutine has got the stream.
func (r *reporter) originText(f *finding, o witness.Origin) string {
	switch o.Kind {
	case witness.Made:
		return r.calleeAt(o.Pos, cmp.Or(o.Name, "the call")) + " makes the " + f.Object
	case witness.Given:
		param := r.paramAt(o.Pos, o.Param)
		handler := short(o.Handler)
		if strings.Contains(o.Handler, "$") {
			handler = "the function literal"
		}
		switch {
		case o.Handler != "" && f.Account == nil:
			return "it is given to a call of " + handler + prefixed(", as ", param)
		case o.Handler != "" && o.Whose > 0:
			return "it is given to " + ordinals[o.Whose-1] + "'s call of " + handler + prefixed(", as ", param)
		case o.Handler != "" && o.Before > 0:
			from := "both goroutines come"
			if o.Before < 3 {
				from = ordinals[o.Before-1] + " comes"
			}
			return "it is given to the call of " + handler + " from which " + from + prefixed(", as ", param)
		case o.Handler != "":
			return "it is given to another call of " + handler + prefixed(", as ", param)
		}
		return "it is the parameter" + prefixed(" ", param) + " of " + r.functionAt(o.Pos)
	case witness.Stored:
		return "it is stored" + prefixed(" in ", r.storedIn(o.Pos))
	case witness.Channeled:
		return "it is received" + prefixed(" from ", r.sourceOf(o.Pos, o.Name))
	case witness.Captured:
		return "the function literal uses the variable" + prefixed(" ", r.capturedAt(o.Pos)) + " of the function around it"
	case witness.Returned:
		return r.calleeAt(o.Pos, cmp.Or(o.Name, "the call")) + " returns it"
	}
	return "it is read" + prefixed(" from ", r.sourceOf(o.Pos, o.Name))
}

// paramAt returns the name of a parameter of the function that is declared at a position, the
// receiver among them.
func (r *reporter) paramAt(p source.Pos, i int) string {
	for _, n := range r.pathTo(p.Local()) {
		var fields []*ast.Field
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv != nil {
				fields = append(fields, n.Recv.List...)
			}
			fields = append(fields, n.Type.Params.List...)
		case *ast.FuncLit:
			fields = n.Type.Params.List
		default:
			continue
		}
		for _, field := range fields {
			if len(field.Names) == 0 { // it has no name, but is one
				i--
			}
			for _, name := range field.Names {
				if i == 0 {
					return name.Name
				}
				i--
			}
		}
		return ""
	}
	return ""
}

// capturedAt returns the variable at a position.
func (r *reporter) capturedAt(p source.Pos) string {
	if path := r.pathTo(p.Local()); len(path) > 0 {
		if id, ok := path[0].(*ast.Ident); ok {
			return id.Name
		}
	}
	return r.sourceAt(p)
}

// sourceOf is like sourceAt. In another package, it is the name that the code has for it.
func (r *reporter) sourceOf(p source.Pos, name string) string {
	if p.Local().IsValid() {
		return r.sourceAt(p)
	}
	return name
}

// short returns a function's name without what it belongs to.
func short(name string) string {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			return name[i+1:]
		}
	}
	return name
}

// functionAt names the function that is declared at a position, or around it.
func (r *reporter) functionAt(p source.Pos) string {
	for _, n := range r.pathTo(p.Local()) {
		switch n := n.(type) {
		case *ast.FuncLit:
			return "the function"
		case *ast.FuncDecl:
			return n.Name.Name
		}
	}
	return "the function"
}

// conditionText says what has to be so. It is empty if the source has no words for it, or if nobody
// would expect anything else.
func (r *reporter) conditionText(c witness.Condition) string {
	if c.Usual && c.Kind != witness.Message && c.Kind != witness.Offer {
		return ""
	}
	switch c.Kind {
	case witness.Branch:
		return r.branchText(c)
	case witness.Offer:
		return r.offerText(c)
	case witness.Key:
		x := r.sourceAt(c.Pos)
		switch {
		case x == "":
			return ""
		case c.Yes:
			return "the key is in " + x + " already"
		}
		return "the key is not in " + x + " yet"
	case witness.Result:
		return "" // one of many values: which ones would do is not known
	}
	name := r.calleeAt(c.Pos, "")
	if name == "" {
		return ""
	}
	results := map[bool]string{true: "an error", false: "no error"}
	switch c.Kind {
	case witness.Message:
		results[false] = "a message"
	case witness.Answer:
		results = map[bool]string{true: "true", false: "false"}
	}
	return name + " returns " + results[c.Yes]
}

// offerText says that the environment has let a channel operation happen, or that a buffer is full.
func (r *reporter) offerText(c witness.Condition) string {
	if !c.Pos.Local().IsValid() {
		return offerElsewhere(c)
	}
	x := r.channelExpr(c.Pos.Local(), c.Case)
	switch {
	case x == nil:
		return ""
	case c.Case < 0:
		return types.ExprString(x) + " is full"
	}
	if call, ok := ast.Unparen(x).(*ast.CallExpr); ok {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Done" {
			return types.ExprString(sel.X) + " is done"
		}
	}
	if selected := r.caseAt(c.Pos.Local(), c.Case); selected != "" && !r.ranges(c.Pos.Local()) {
		return "the select goes on with " + selected
	}
	if r.ranges(c.Pos.Local()) {
		return within("", x) + " delivers a value"
	}
	return "the other side of " + within("", x) + " is ready"
}

// offerElsewhere says it of another package.
func offerElsewhere(c witness.Condition) string {
	switch {
	case c.Done:
		return "the context" + prefixed(" in ", c.In) + " is done"
	case c.Name == "":
		return ""
	case c.Case < 0:
		return c.Name + " is full"
	}
	return "the other side of " + c.Name + " is ready"
}

// ranges reports whether there is a receive, or a loop over a channel, at pos.
func (r *reporter) ranges(pos token.Pos) bool {
	for _, n := range r.pathTo(pos) {
		switch n.(type) {
		case *ast.RangeStmt, *ast.UnaryExpr:
			return true
		case *ast.SendStmt, *ast.SelectStmt, *ast.BlockStmt:
			return false
		}
	}
	return false
}

// branchText says how a comparison or another condition of a branch has turned out.
func (r *reporter) branchText(c witness.Condition) string {
	e := r.conditionAt(c.Pos.Local())
	if c.Inside {
		e = r.conditionAround(c.Pos.Local())
	}
	if e == nil {
		return ""
	}
	if b, ok := e.(*ast.BinaryExpr); ok {
		return compared(b, c.Yes)
	}
	if c.Yes {
		return within("", e) + " is true"
	}
	return within("", e) + " is false"
}

// conditionAt returns the expression whose value package ssa places at pos.
func (r *reporter) conditionAt(pos token.Pos) ast.Expr {
	for _, n := range r.pathTo(pos) {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.OpPos == pos {
				return n
			}
		case *ast.CallExpr:
			if n.Lparen == pos || n.Pos() == pos {
				return n
			}
		case *ast.SelectorExpr:
			if n.Sel.Pos() == pos {
				return n
			}
		case *ast.Ident:
			if t := r.pass.TypesInfo.TypeOf(n); n.Pos() == pos && t != nil && types.Identical(t.Underlying(), types.Typ[types.Bool]) {
				return n
			}
		case *ast.BlockStmt:
			return nil
		}
	}
	return nil
}

// conditionAround returns the condition of the if statement that pos is in, if that is a variable. A
// negation is dropped: package ssa has none, and exchanges the blocks instead.
func (r *reporter) conditionAround(pos token.Pos) ast.Expr {
	for _, n := range r.pathTo(pos) {
		s, ok := n.(*ast.IfStmt)
		if !ok {
			continue
		}
		e := ast.Unparen(s.Cond)
		if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.NOT {
			e = ast.Unparen(u.X)
		}
		switch e.(type) {
		case *ast.Ident, *ast.SelectorExpr, *ast.StarExpr:
			return e
		}
		return nil
	}
	return nil
}

// compared says how two values compare.
func compared(b *ast.BinaryExpr, yes bool) string {
	x, y := types.ExprString(b.X), types.ExprString(b.Y)
	op := b.Op
	if !yes {
		op = map[token.Token]token.Token{
			token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.GEQ, token.GEQ: token.LSS, token.GTR: token.LEQ, token.LEQ: token.GTR,
		}[op]
	}
	switch {
	case op == token.EQL && y == "nil":
		return x + " is nil"
	case op == token.NEQ && y == "nil":
		return x + " is not nil"
	case op == token.EQL:
		return x + " equals " + y
	case op == token.NEQ:
		return x + " differs from " + y
	case op == token.ILLEGAL:
		return x + " " + b.Op.String() + " " + y + " is false"
	}
	return x + " " + op.String() + " " + y
}

// reasonText says why a lock or a wait doesn't help.
func (r *reporter) reasonText(f *finding, reason witness.Reason) string {
	who, other, method := ordinals[reason.Lane], ordinals[1-reason.Lane], methodName(f.lane(reason.Lane))
	if reason.Starter {
		who = "the goroutine that starts both"
	}
	what, ok := r.operationAt(reason.Pos)
	if reason.Name != "" {
		if text := r.elsewhereText(reason, who, other, method, prefixed(" in ", what)); text != "" {
			return text
		}
	}
	switch {
	case ok && reason.Kind == witness.Full:
		if x := r.channelExpr(reason.Pos.Local(), -1); x != nil {
			return who + " finds " + types.ExprString(x) + " full, and the select goes on with default"
		}
		return ""
	case ok && reason.Kind == witness.GotOther:
		if r.callAt(reason.Pos.Local()) != nil {
			return what + " receives what another goroutine has sent, so it has not waited for " + other
		}
		if waits := r.caseAt(reason.Pos.Local(), reason.Took); waits != "" {
			what = waits
		}
		return what + " gets what another goroutine has sent, so it has not waited for " + other
	case reason.Kind == witness.TookOther:
		took, waits := r.caseAt(reason.Pos.Local(), reason.Took), r.caseAt(reason.Pos.Local(), reason.Other)
		if waits == "" {
			return ""
		}
		return "the select goes on with " + cmp.Or(took, "another case") + ", not with " + waits + ", so it has not waited for " + other
	case !ok:
		return ""
	case reason.Kind == witness.LetsIn:
		return letsIn(strings.TrimPrefix(what, "the send on "), reason.Room)
	case reason.Kind == witness.Buffered:
		values := "a value"
		if reason.Room > 1 {
			values = fmt.Sprintf("%d values", reason.Room)
		}
		return strings.TrimPrefix(what, "the send on ") + " has room for " + values + ", so " + who + " goes on before " + other + " receives"
	case reason.Kind == witness.Released:
		return who + " has unlocked " + r.unlockedAt(reason.Pos, what) + " before its " + method
	case reason.Kind == witness.DoneEarly:
		return who + " comes to " + what + " before its " + method + ": whoever waits for that does not wait for the " + method
	case reason.Kind == witness.WaitsLate:
		return who + " comes to " + what + " only after its " + method
	case reason.Left.IsValid():
		at := " at " + r.where(reason.Left)
		if fn := r.funcAt(reason.Left.Local()); fn != nil && r.pass.Fset.Position(fn.Name.Pos()).Line == reason.Left.Line {
			at = "" // at its end, which has no place
		}
		return r.functionAt(reason.Left) + " returns" + at + " without coming to " + what
	}
	return who + " does not come to " + what + " before its " + method
}

// elsewhereText says it of what another package does, of which the analyzer knows the code, but not
// the source.
func (r *reporter) elsewhereText(reason witness.Reason, who, other, method, where string) string {
	switch reason.Kind {
	case witness.LetsIn:
		return letsIn(reason.Name, reason.Room)
	case witness.Full:
		return who + " finds " + reason.Name + " full, and the select goes on with default"
	case witness.Removed:
		return "the mutex of " + who + " is deleted from " + reason.Name + " here, so " + other + " gets a new one"
	case witness.Released:
		return who + " has unlocked " + reason.Name + where + " before its " + method
	}
	return ""
}

// letsIn says that a channel is no mutex.
func letsIn(channel string, room int) string {
	return fmt.Sprintf("%s has room for %d values, so both goroutines get in", channel, room)
}

// unlockedAt returns the mutex that is unlocked at a position.
func (r *reporter) unlockedAt(p source.Pos, otherwise string) string {
	if call := r.callAt(p.Local()); call != nil {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			return cmp.Or(within("", sel.X), otherwise)
		}
	}
	return otherwise
}

// caseAt returns a case of the select at pos, as the source has it: "default" is number -1.
func (r *reporter) caseAt(pos token.Pos, i int) string {
	if i < 0 {
		return "default"
	}
	for _, n := range r.pathTo(pos) {
		if s, ok := n.(*ast.SelectStmt); ok {
			comm := commAt(s, i)
			switch x := channelOf(comm); comm.(type) {
			case *ast.SendStmt:
				return prefixed("the send on ", within("", x))
			case nil:
				return ""
			default:
				return prefixed("<-", within("", x))
			}
		}
	}
	return ""
}

// operationAt returns what the source does at a position: a call or an operation on a channel.
func (r *reporter) operationAt(p source.Pos) (string, bool) {
	pos := p.Local()
	if call := r.callAt(pos); call != nil {
		if name := within("", ast.Unparen(call.Fun)); name != "" {
			return name, true
		}
	}
	for _, n := range r.pathTo(pos) {
		switch n := n.(type) {
		case *ast.SendStmt:
			return "the send on " + types.ExprString(n.Chan), true
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return types.ExprString(n), true
			}
		case *ast.RangeStmt:
			return "the loop over " + types.ExprString(n.X), true
		case *ast.SelectStmt:
			return "the select", true
		case *ast.BlockStmt:
			return "", false
		}
	}
	return "", false
}
