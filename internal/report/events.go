package report

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
	"github.com/streamvet/streamvet/internal/witness"
)

// event puts an event of an account into words.
func (r *reporter) event(f *finding, e witness.Event) story.Event {
	return story.Event{
		Lane: e.Lane, Kind: e.Kind, Starts: e.Starts, Way: e.Way, Early: e.Early, Both: e.Both, Place: r.placeOf(e.Pos), Text: r.eventText(f, e),
	}
}

func (r *reporter) eventText(f *finding, e witness.Event) string {
	if e.Both && e.Kind == story.Call {
		one := e
		one.Both = false
		return "the goroutine that starts both " + strings.TrimPrefix(r.eventText(f, one), "and ")
	}
	lane := f.lane(e.Lane)
	switch e.Kind {
	case story.Handler:
		return r.handlerEvent(lane)
	case story.Go:
		return r.goEvent(f, e)
	case story.Call:
		return r.callEvent(lane, e)
	case story.Return:
		return "the goroutine that starts both returns from " + cmp.Or(e.Callee, "the function literal")
	case story.Got:
		return "gets the " + f.Object + prefixed(" from ", r.sourceOf(e.Pos, e.Name))
	case story.Put:
		return "stores the " + f.Object + prefixed(" in ", r.storedIn(e.Pos))
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

// prefixed puts words before a text, if there is one.
func prefixed(words, text string) string {
	if text == "" {
		return ""
	}
	return words + text
}

// lane returns a lane by its number.
func (f *finding) lane(i int) *witness.Lane {
	if i == 1 {
		return &f.B
	}
	return &f.A
}

// ordinals name the goroutines of a story.
var ordinals = [2]string{"the first goroutine", "the second goroutine"}

// handlerEvent says that a handler begins.
func (r *reporter) handlerEvent(l *witness.Lane) string {
	if s := l.Handler(); s != nil {
		if name := r.handlerName(*s); name != "" && !strings.HasPrefix(name, "at ") {
			return "a call of the handler " + name + " begins"
		}
	}
	return "a call of the handler begins"
}

// goEvent says that a goroutine is started: the other lane's, the lane's own, or an ancestor of it.
func (r *reporter) goEvent(f *finding, e witness.Event) string {
	by := ""
	if !r.isGo(e.Pos.Local()) {
		by = r.calleeAt(e.Pos, "")
	}
	switch {
	case e.Starts == 0:
		return "starts a goroutine" + prefixed(" by ", by)
	case e.Starts-1 == e.Lane:
		return "is started" + prefixed(" by ", by)
	case by != "":
		return "calls " + by + ", which starts " + ordinals[e.Starts-1]
	}
	text := "starts " + ordinals[e.Starts-1]
	if e.Runs.IsValid() {
		if call := r.callAt(e.Pos.Local()); call != nil {
			text += ": " + r.calleeAt(e.Pos, "") + prefixed(" calls ", cmp.Or(e.Callee, "the function literal at "+r.where(e.Runs)))
		}
		return text
	}
	// A caller may have started it in another function than the one that the lane is named after.
	if fn, of := r.funcAt(e.Pos.Local()), r.funcAt(f.lane(e.Lane).Steps[0].Pos.Local()); fn != nil && fn != of {
		text += ", in " + declared(fn)
	}
	return text
}

// isGo reports whether there is a go statement at pos.
func (r *reporter) isGo(pos token.Pos) bool {
	return slices.ContainsFunc(r.pathTo(pos), func(n ast.Node) bool {
		g, ok := n.(*ast.GoStmt)
		return ok && (g.Pos() == pos || g.Call.Lparen == pos)
	})
}

// callEvent says what is called and, if the next function of the lane has another name, which
// function that runs.
func (r *reporter) callEvent(l *witness.Lane, e witness.Event) string {
	if e.Again {
		return "and calls " + r.calleeAt(e.Pos, e.Callee) + " again"
	}
	if r.callAt(e.Pos.Local()) == nil && e.Callee == "" && e.Runs.IsValid() {
		return "calls the function literal at " + r.where(e.Runs) // in another package
	}
	text := "calls " + r.calleeAt(e.Pos, cmp.Or(e.Callee, "the function that leads to "+methodName(l)))
	if !e.Runs.IsValid() || r.calls(e.Pos.Local(), e.Callee) {
		return text
	}
	if h := l.Served(); h != nil && e.Pos == l.Steps[0].Pos {
		if name := r.handlerName(*h); !strings.HasPrefix(name, "at ") {
			return text + ", after which a server calls " + name
		}
		return text + ", after which a server calls the function literal at " + r.where(h.Pos)
	}
	if e.Callee == "" {
		if e.Runs.File == e.Pos.File && e.Runs.Line == e.Pos.Line {
			return text + ", which runs the function literal there"
		}
		return text + ", which runs the function literal at " + r.where(e.Runs)
	}
	return text + ", which calls " + e.Callee
}

// calls reports whether the call at pos is one of a function or method with that name or, if name is
// empty, of a function literal.
func (r *reporter) calls(pos token.Pos, name string) bool {
	call := r.callAt(pos)
	if call == nil {
		return true
	}
	name, _, _ = strings.Cut(name[strings.LastIndexByte(name, '.')+1:], "[")
	switch fun := unindexed(ast.Unparen(call.Fun)).(type) {
	case *ast.FuncLit:
		return name == ""
	case *ast.Ident:
		return fun.Name == name
	case *ast.SelectorExpr:
		return fun.Sel.Name == name
	}
	return false
}

// unindexed returns e without type arguments.
func unindexed(e ast.Expr) ast.Expr {
	switch x := e.(type) {
	case *ast.IndexExpr:
		return x.X
	case *ast.IndexListExpr:
		return x.X
	}
	return e
}

// endEvent says that a goroutine ends. One that no go statement of the program has started ends when
// its outermost function returns.
func (r *reporter) endEvent(l *witness.Lane) string {
	if l.Spawn() != nil {
		return "the goroutine ends"
	}
	if h := l.Handler(); h != nil {
		return cmp.Or(h.Func(), "the handler") + " returns"
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

// syncEvent says what is done to a lock or a group.
func (r *reporter) syncEvent(e witness.Event) string {
	if e.Pending {
		if what, ok := r.operationAt(e.Pos); ok {
			return "still waits: " + what
		}
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
	otherwise = cmp.Or(e.Name, otherwise)
	call := r.callAt(cmp.Or(e.Pos.Local(), e.Via.Local()))
	if call == nil {
		return otherwise
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); e.Inner || ok && isSync(e.Kind) && !doesSync(sel.Sel.Name) {
		return otherwise + within(" in ", ast.Unparen(call.Fun))
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return cmp.Or(within("", sel.X), otherwise)
	}
	return otherwise
}

func isSync(k story.Kind) bool {
	return k == story.Locked || k == story.Freed || k == story.Done || k == story.Wait
}

// doesSync reports whether a method locks, unlocks or waits for the very object that it is called on,
// by its name; any other may do so with something inside.
func doesSync(method string) bool {
	return isLock(method) || slices.Contains([]string{"Unlock", "RUnlock", "Wait", "Done", "Signal", "Broadcast"}, method)
}

// calleeAt returns how the source names the function that is called at a position.
func (r *reporter) calleeAt(p source.Pos, otherwise string) string {
	if call := r.callAt(p.Local()); call != nil {
		if name := within("", ast.Unparen(call.Fun)); name != "" {
			return name + "()"
		}
		if _, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
			return "a function literal"
		}
	}
	return otherwise
}

// channelAt returns how the source names the channel of an operation.
func (r *reporter) channelAt(e witness.Event) string {
	const otherwise = "a channel"
	if e.Inner {
		return r.objectAt(e, otherwise)
	}
	return cmp.Or(within("", r.channelExpr(e.Pos.Local(), e.Case)), e.Name, otherwise)
}

// channelExpr returns the channel of the operation at pos. Package ssa has only a position for it:
// that of the arrow, of the call of close, or of the statement. For a select, selected is the case.
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

// commAt returns the i-th operation of a select or, if i is negative, the first send.
func commAt(s *ast.SelectStmt, i int) ast.Stmt {
	for _, c := range s.Body.List {
		clause, ok := c.(*ast.CommClause)
		if !ok || clause.Comm == nil {
			continue
		}
		if _, sends := clause.Comm.(*ast.SendStmt); i == 0 || i < 0 && sends {
			return clause.Comm
		}
		i--
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
