package report

import (
	"cmp"
	"go/ast"
	"go/token"

	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
	"github.com/streamvet/streamvet/internal/witness"
)

// event tells of an event of an account.
func (r *reporter) event(f *finding, e witness.Event) story.Event {
	return story.Event{Lane: e.Lane, Kind: e.Kind, Place: r.placeOf(e.Pos), Text: r.eventText(f, e)}
}

func (r *reporter) eventText(f *finding, e witness.Event) string {
	lane := &f.A
	if e.Lane == 1 {
		lane = &f.B
	}
	switch e.Kind {
	case story.Handler:
		return r.handlerEvent(lane)
	case story.Go:
		return "starts " + ordinals[e.Lane]
	case story.Call:
		return "calls " + r.calleeAt(e.Pos, cmp.Or(e.Callee, "the function that leads to "+methodName(lane)))
	case story.Got:
		return "gets the " + f.Object + within(" from ", r.sourceAt(e.Pos))
	case story.Locked, story.Freed, story.Wait, story.Done:
		return r.syncEvent(e)
	case story.Send:
		return "sends on " + r.channelAt(e)
	case story.Receive:
		return "receives from " + r.channelAt(e)
	case story.Close:
		return "closes " + r.channelAt(e)
	case story.Access:
		return methodName(lane)
	case story.End:
		return r.endEvent(lane)
	}
	return string(e.Kind)
}

// ordinals name the goroutines of a story.
var ordinals = [2]string{"the first goroutine", "the second goroutine"}

// handlerEvent says that a handler begins.
func (r *reporter) handlerEvent(l *witness.Lane) string {
	if s := l.Handler(); s != nil {
		if name := r.handlerName(*s); name != "" {
			return "a call of the handler " + name + " begins"
		}
	}
	return "a call of the handler begins"
}

// endEvent says that a goroutine ends, or the function that it would not be there without.
func (r *reporter) endEvent(l *witness.Lane) string {
	if l.Spawn() != nil {
		return "the goroutine ends"
	}
	pos := l.At().Local()
	if len(l.Steps) > 0 {
		pos = l.Steps[0].Pos.Local()
	}
	if fn := r.funcAt(pos); fn != nil {
		return fn.Name.Name + " returns"
	}
	if name := l.Steps[0].Func(); name != "" {
		return name + " returns"
	}
	return "returns"
}

// syncEvent tells of what is done to a lock or a group.
func (r *reporter) syncEvent(e witness.Event) string {
	if e.Pending {
		return "still waits here"
	}
	switch e.Kind {
	case story.Locked:
		if e.Shared {
			return "locks " + r.objectAt(e, "a mutex") + " for reading"
		}
		return "locks " + r.objectAt(e, "a mutex")
	case story.Freed:
		return "unlocks " + r.objectAt(e, "a mutex")
	case story.Done:
		return "is done, for " + r.objectAt(e, "a group")
	}
	return "has waited for " + r.objectAt(e, "a group")
}

// objectAt returns how the source names what a method is called on.
func (r *reporter) objectAt(e witness.Event, otherwise string) string {
	call := r.callAt(e.Pos.Local())
	if call == nil {
		return otherwise
	}
	if e.Inner {
		return otherwise + within(" in ", ast.Unparen(call.Fun))
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return cmp.Or(within("", sel.X), otherwise)
	}
	return otherwise
}

// calleeAt returns how the source names the function that is called at a position.
func (r *reporter) calleeAt(p source.Pos, otherwise string) string {
	if call := r.callAt(p.Local()); call != nil {
		return cmp.Or(within("", ast.Unparen(call.Fun)), otherwise)
	}
	return otherwise
}

// channelAt returns how the source names the channel of an operation.
func (r *reporter) channelAt(e witness.Event) string {
	const otherwise = "a channel"
	if e.Inner {
		return r.objectAt(e, otherwise)
	}
	return cmp.Or(within("", r.channelExpr(e.Pos.Local(), e.Case)), otherwise)
}

// channelExpr returns the channel of the operation at pos, of which package ssa has no more than
// the position: that of the arrow, of the call of close, or of the statement. For a select, which
// of its cases that can communicate it is has to be known.
func (r *reporter) channelExpr(pos token.Pos, selected int) ast.Expr {
	for _, n := range r.pathTo(pos) {
		switch n := n.(type) {
		case *ast.SendStmt:
			return n.Chan
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return n.X
			}
		case *ast.RangeStmt:
			if n.For == pos {
				return n.X
			}
		case *ast.CallExpr:
			if fn, ok := n.Fun.(*ast.Ident); ok && fn.Name == "close" && len(n.Args) == 1 {
				return n.Args[0]
			}
		case *ast.SelectStmt:
			return channelOf(commAt(n, selected))
		}
	}
	return nil
}

// commAt returns the i-th operation of a select.
func commAt(s *ast.SelectStmt, i int) ast.Stmt {
	for _, c := range s.Body.List {
		if clause, ok := c.(*ast.CommClause); ok && clause.Comm != nil {
			if i == 0 {
				return clause.Comm
			}
			i--
		}
	}
	return nil
}

// channelOf returns the channel of an operation.
func channelOf(s ast.Stmt) ast.Expr {
	var x ast.Expr
	switch s := s.(type) {
	case *ast.SendStmt:
		return s.Chan
	case *ast.ExprStmt:
		x = s.X
	case *ast.AssignStmt:
		x = s.Rhs[0]
	}
	if u, ok := ast.Unparen(x).(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		return u.X
	}
	return nil
}

// sourceAt returns what is read or written at a position: a field, an element, a variable.
func (r *reporter) sourceAt(p source.Pos) ast.Expr {
	pos := p.Local()
	for _, n := range r.pathTo(pos) {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if n.Sel.Pos() == pos || n.Pos() == pos {
				return n
			}
		case *ast.IndexExpr:
			if n.Lbrack == pos || n.Pos() == pos {
				return n.X
			}
		case *ast.RangeStmt:
			return n.X
		case *ast.SendStmt:
			return n.Chan
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return n.X
			}
		case *ast.CallExpr:
			if n.Lparen == pos || n.Pos() == pos {
				return n
			}
		case *ast.AssignStmt:
			if len(n.Lhs) == 1 {
				if x, ok := n.Lhs[0].(*ast.IndexExpr); ok {
					return x.X
				}
				return n.Lhs[0]
			}
		case *ast.SelectStmt, *ast.BlockStmt:
			return nil
		}
	}
	return nil
}
