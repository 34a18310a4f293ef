package report

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
	"github.com/streamvet/streamvet/internal/witness"
)

// message says in one line what overlaps with what, and why.
func (r *reporter) message(f finding) string {
	a, b := &f.A, &f.B
	what := "concurrent " + a.Method
	if a.Method == contract.Handler {
		what = "concurrent call of a handler"
	}
	what += r.subject(&f)
	if f.Open.IsValid() {
		return what + ": " + r.other(f, otherDid(a, b, f.Category)) + r.stillOpen(&f)
	}
	text := what + ": " + r.other(f, otherDid(a, b, f.Category)) + r.reason(f)
	if hint := r.lockHint(f); len(text)+len(hint) <= maxMessage {
		text += hint
	}
	return text
}

// maxMessage is how long a message may get by what the story says as well.
const maxMessage = 230

// stillOpen says that the result of a call, such as the writer that NextWriter returns, is in use.
func (r *reporter) stillOpen(f *finding) string {
	return fmt.Sprintf("it comes between %s at %s and the end of what that returns", f.Opens, r.where(f.Open))
}

// other says where the other call is, unless it is the same one.
func (r *reporter) other(f finding, did string) string {
	if f.A.At() != f.B.At() {
		if r.callsHandler(f.B.At().Local()) {
			did += " by the handler that is called"
		}
		return did + " at " + r.where(f.B.At()) + "; "
	}
	// Both are the same call. Say where the call paths to it differ.
	for i, s := range f.B.Steps {
		if i < len(f.A.Steps) && f.A.Steps[i] == s {
			continue
		}
		if s.Kind == witness.AtCall && s.Pos != f.B.At() {
			return did + " through the call at " + r.where(s.Pos) + "; "
		}
		break
	}
	return ""
}

// subject names what the call at the finding's position is about: the stream, as the source has it,
// or the function that uses it elsewhere.
func (r *reporter) subject(f *finding) string {
	if e := r.streamExpr(f); e != nil {
		return within(" on ", e)
	}
	call := r.callAt(f.pos)
	switch {
	case call == nil:
		return ""
	case f.A.Served() != nil:
		return " at " + r.where(f.A.At())
	case f.A.At().Local() != f.pos:
		return within(" in ", ast.Unparen(call.Fun)) + " (at " + r.where(f.A.At()) + ")"
	case r.callsHandler(f.pos):
		return " by the handler"
	}
	return within(" in ", ast.Unparen(call.Fun))
}

// callsHandler reports whether the call at a position calls a stream's handler, as an interceptor
// does: the handler uses the stream.
func (r *reporter) callsHandler(pos token.Pos) bool {
	call := r.callAt(pos)
	if call == nil {
		return false
	}
	t := r.pass.TypesInfo.TypeOf(call.Fun)
	if t == nil {
		return false
	}
	sig, ok := t.Underlying().(*types.Signature)
	return ok && contract.IsStreamHandler(sig)
}

// streamExpr returns the stream, as the code at the finding's position has it, or nil if the call
// there only leads to the access.
func (r *reporter) streamExpr(f *finding) ast.Expr {
	call := r.callAt(f.pos)
	if call == nil || f.A.At().Local() != f.pos {
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != f.A.Method {
		return nil
	}
	if id, ok := sel.X.(*ast.Ident); ok {
		if _, isPackage := r.pass.TypesInfo.Uses[id].(*types.PkgName); isPackage {
			return r.objectAmong(call.Args)
		}
	}
	return r.unconverted(sel.X)
}

// objectAmong returns the first of several arguments that is an object which is watched, or nil.
func (r *reporter) objectAmong(args []ast.Expr) ast.Expr {
	i := slices.IndexFunc(args, func(e ast.Expr) bool { return contract.IsObject(r.pass.TypesInfo.TypeOf(e)) })
	if i < 0 {
		return nil
	}
	return r.unconverted(args[i])
}

// within returns the text of an expression after a preposition, or "" if there is none, or if it is
// too long for a line.
func within(preposition string, e ast.Expr) string {
	const maxLen = 60
	if e == nil {
		return ""
	}
	for n := range ast.Preorder(e) {
		if _, ok := n.(*ast.FuncLit); ok {
			return ""
		}
	}
	if s := types.ExprString(e); len(s) <= maxLen {
		return preposition + s
	}
	return ""
}

// otherDid says what the other access, b, has done: "sent", or its method if the API has many.
func otherDid(a, b *witness.Lane, category string) string {
	did := past(b, category)
	switch {
	case did == "" && a.Method == b.Method:
		return "also called"
	case did == "":
		return b.Method
	case did == past(a, category):
		return "also " + did
	}
	return did
}

// past says what an access of a gRPC stream has done.
func past(e *witness.Lane, category string) string {
	switch {
	case e.Method == contract.Handler:
		return "used by the handler"
	case category == contract.RecvRecv:
		return "received"
	case category == contract.CloseSend && e.Side&contract.CloseSide != 0:
		return "closed"
	case category == contract.SendSend || category == contract.CloseSend:
		return "sent"
	}
	return ""
}

// where names a place: in this package by the base name of the file, in others of the module by the
// path from the module's directory, in other modules by the import path. It notes the mention.
func (r *reporter) where(p source.Pos) string {
	text := p.String()
	if p.Pkg != r.pass.Pkg.Path() {
		dir := p.Pkg
		if m := r.pass.Module; m != nil && m.Path != "" {
			if below, ok := strings.CutPrefix(dir, m.Path+"/"); ok {
				dir = below
			}
		}
		text = dir + "/" + text
	}
	mention := story.Mention{Text: text, Place: r.placeOf(p)}
	if !slices.Contains(r.mentions, mention) {
		r.mentions = append(r.mentions, mention)
	}
	return text
}

// reason says why the two calls, or two runs of the one, may overlap.
func (r *reporter) reason(f finding) string {
	a, b := started(&f.A), started(&f.B)
	switch {
	case a != nil && b != nil && a.Pos == b.Pos:
		return fmt.Sprintf("several goroutines started at %s may run at the same time", r.where(a.Pos))
	case a != nil && b != nil:
		return fmt.Sprintf("the goroutines started at %s and %s may run at the same time", r.where(a.Pos), r.where(b.Pos))
	case a != nil:
		return r.stillRunning(&f.A, &f.B)
	case b != nil:
		return r.stillRunning(&f.B, &f.A)
	case f.A.Handler() != nil || f.B.Handler() != nil:
		return r.handlers(&f.A, &f.B)
	}
	return "they may run at the same time"
}

// started returns the step at which the goroutine of a lane starts or, if that is in another package,
// this package's call that leads there.
func started(l *witness.Lane) *witness.Step {
	spawn := l.Spawn()
	if spawn == nil {
		return nil
	}
	for i := slices.Index(l.Steps, *spawn); i >= 0; i-- {
		if s := &l.Steps[i]; s.Pos.Local().IsValid() {
			return s
		}
	}
	return spawn
}

// stillRunning says that the goroutine of l runs at the same time as the other lane.
func (r *reporter) stillRunning(l, other *witness.Lane) string {
	running := fmt.Sprintf("the goroutine started at %s may still be running", r.where(started(l).Pos))
	if len(l.Steps) == 0 || len(other.Steps) == 0 {
		return running
	}
	// The function in which the goroutine starts is not the one with the other access: say which is.
	fn := r.funcAt(other.Steps[0].Pos.Local())
	if fn != nil && fn != r.funcAt(l.Steps[0].Pos.Local()) {
		name := declared(fn)
		if h := other.Handler(); h != nil {
			name = "the handler " + cmp.Or(r.handlerName(*h), fn.Name.Name)
		}
		running += " when " + name + " is called"
	}
	return running
}

// handlers says that handlers run concurrently.
func (r *reporter) handlers(a, b *witness.Lane) string {
	var names []string
	for _, e := range []*witness.Lane{a, b} {
		if s := e.Handler(); s != nil {
			if name := r.handlerName(*s); name != "" {
				names = append(names, name)
			}
		}
	}
	literal := func(name string) bool { return strings.HasPrefix(name, "at ") }
	if len(names) == 2 && literal(names[0]) && !literal(names[1]) {
		slices.Reverse(names)
	}
	switch {
	case len(names) == 2 && names[0] == names[1]:
		return "calls of the handler " + names[0] + " run concurrently"
	case len(names) == 2 && literal(names[1]) && !literal(names[0]):
		return "the handler " + names[0] + " and the one " + names[1] + " run concurrently"
	case len(names) == 2:
		return "the handlers " + names[0] + " and " + names[1] + " run concurrently"
	case len(names) == 1:
		for _, e := range []*witness.Lane{a, b} {
			if fn := r.funcAt(e.Steps[0].Pos.Local()); e.Handler() == nil && fn != nil {
				return "the handler " + names[0] + " may be running when " + declared(fn) + " is called"
			} else if name := e.Steps[0].Title(); e.Handler() == nil && name != "" {
				return "the handler " + names[0] + " may be running when " + name + " is called"
			}
		}
		return "the handler " + names[0] + " runs in its own goroutine"
	}
	return "handlers run concurrently"
}

// handlerName names the handler at a step: a function, or a function literal.
func (r *reporter) handlerName(s witness.Step) string {
	for _, n := range r.pathTo(s.Pos.Local()) {
		switch n := n.(type) {
		case *ast.FuncLit:
			return "at " + r.where(s.Pos)
		case *ast.FuncDecl:
			return n.Name.Name
		}
	}
	if !s.Pos.IsValid() {
		return ""
	}
	return cmp.Or(s.Title(), "at "+r.where(s.Pos))
}

// declared names a function with its receiver's type, so that Send is not taken for a stream's method.
func declared(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return fn.Name.Name
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
			continue
		case *ast.IndexExpr:
			t = x.X
			continue
		case *ast.IndexListExpr:
			t = x.X
			continue
		}
		return types.ExprString(t) + "." + fn.Name.Name
	}
}
