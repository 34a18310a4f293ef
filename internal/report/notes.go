package report

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/witness"
)

// originText says how a goroutine has got the stream, or what else the noun says that it is. The other goroutine may have been given it by
// the environment.
func (r *reporter) originText(o witness.Origin, noun string, other []witness.Origin) string {
	switch o.Kind {
	case witness.Made:
		return r.calleeAt(o.Pos, "the call") + " makes the " + noun
	case witness.Given:
		switch {
		case o.Handler != "" && o.Own:
			return "it is given to this goroutine's call of " + short(o.Handler)
		case o.Handler != "" && len(other) > 0 && other[0].Kind == o.Kind && other[0].Own:
			return "it is given to the other goroutine's call of " + short(o.Handler)
		case o.Handler != "":
			return "it is given to another call of " + short(o.Handler)
		}
		return "the " + noun + " is a parameter of " + r.functionAt(o.Pos)
	case witness.Stored:
		who := "it is stored"
		return who + within(" in ", r.sourceAt(o.Pos))
	case witness.Channeled:
		return "it is received" + within(" from ", r.sourceAt(o.Pos))
	case witness.Captured:
		return "the function literal has it from the function around it"
	}
	return "it is read" + within(" from ", r.sourceAt(o.Pos))
}

// short returns a function's name without what it belongs to; that of a function literal is the
// name of the function around it.
func short(name string) string {
	name, _, _ = strings.Cut(name, "$")
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

// conditionText says what has to be so, or nothing if the source doesn't say it, or if nobody would
// expect anything else.
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
		if x == nil {
			return ""
		}
		if c.Yes {
			return "the key is in" + within(" ", x) + " already"
		}
		return "the key is not in" + within(" ", x) + " yet"
	case witness.Result:
		return "" // a value of many: which one it has to be isn't said
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

// offerText says that the environment has let a channel operation happen.
func (r *reporter) offerText(c witness.Condition) string {
	x := r.channelExpr(c.Pos.Local(), c.Case)
	if x == nil {
		return ""
	}
	if call, ok := ast.Unparen(x).(*ast.CallExpr); ok {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Done" {
			return types.ExprString(sel.X) + " is done"
		}
	}
	return within("", x) + " is ready"
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

// conditionAround returns the condition of the if statement in whose blocks pos is, if that is a
// variable, without a negation: package ssa has exchanged the blocks then.
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

// reasonText says why something doesn't help.
func (r *reporter) reasonText(f *finding, reason witness.Reason) string {
	lane := &f.A
	if reason.Lane == 1 {
		lane = &f.B
	}
	what, ok := r.operationAt(reason.Pos)
	if !ok {
		return ""
	}
	switch reason.Kind {
	case witness.Released:
		return what + " comes before " + methodName(lane) + ", so the mutex is not held then"
	case witness.DoneEarly:
		return what + " comes before " + methodName(lane) + ", so whoever waits for it does not wait for " + methodName(lane)
	case witness.WaitsLate:
		return what + " comes only after " + methodName(lane)
	}
	return what + " is on another path"
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
		case *ast.BlockStmt:
			return "", false
		}
	}
	return "", false
}
