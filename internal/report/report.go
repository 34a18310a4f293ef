package report

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/infer"
	"github.com/streamvet/streamvet/internal/summary"
)

// Diagnostics returns one diagnostic for each stream, category and frame among
// the conflicts, in the order of their positions. What has no position in the
// package of pass, or only one in a generated file, is left out.
func Diagnostics(pass *analysis.Pass, conflicts []infer.Conflict) []analysis.Diagnostic {
	r := &reporter{pass: pass, generated: generatedFiles(pass.Files)}
	var out []analysis.Diagnostic
	for _, group := range r.group(conflicts) {
		out = append(out, r.diagnostic(group))
	}
	slices.SortStableFunc(out, func(a, b analysis.Diagnostic) int {
		return cmp.Or(comparePos(pass.Fset, a.Pos, b.Pos), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(out, func(a, b analysis.Diagnostic) bool { return a.Pos == b.Pos && a.Category == b.Category })
}

func comparePos(fset *token.FileSet, a, b token.Pos) int {
	p, q := fset.Position(a), fset.Position(b)
	return cmp.Or(cmp.Compare(p.Filename, q.Filename), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

type reporter struct {
	pass      *analysis.Pass
	generated map[*token.File]bool
}

// A finding is a conflict whose first effect is the one to report at.
type finding struct {
	infer.Conflict
	pos token.Pos
}

// group collects the conflicts that one diagnostic tells of: those of one stream
// and category in one frame, and those at one position.
func (r *reporter) group(conflicts []infer.Conflict) [][]finding {
	var out [][]finding
	index := map[string]int{}
	at := map[token.Pos]string{}
	for _, c := range conflicts {
		f, ok := r.orient(c)
		if !ok {
			continue
		}
		key := c.Frame + "\x00" + c.Category + "\x00" + c.Stream
		if k, ok := at[f.pos]; ok && strings.HasPrefix(k, c.Category) {
			key = k[len(c.Category):]
		}
		i, ok := index[key]
		if !ok {
			i = len(out)
			index[key] = i
			out = append(out, nil)
		}
		at[f.pos] = c.Category + key
		out[i] = append(out[i], f)
	}
	for _, g := range out {
		slices.SortStableFunc(g, r.compare)
	}
	return out
}

// compare puts first the finding that is easiest to believe: fewer calls lead to
// it, then source order.
func (r *reporter) compare(a, b finding) int {
	return cmp.Or(cmp.Compare(len(a.A.Trace)+len(a.B.Trace), len(b.A.Trace)+len(b.B.Trace)),
		comparePos(r.pass.Fset, a.pos, b.pos), a.B.At().Compare(b.B.At()))
}

// orient chooses which of the two effects is reported, the one on the spawned
// side or else the later one, and where.
func (r *reporter) orient(c infer.Conflict) (finding, bool) {
	pa, pb := r.position(&c.A), r.position(&c.B)
	swap := false
	switch {
	case !pa.IsValid() && !pb.IsValid():
		return finding{}, false
	case !pa.IsValid():
		swap = true
	case !pb.IsValid():
	case (c.A.Spawn() == nil) != (c.B.Spawn() == nil):
		swap = c.A.Spawn() == nil
	default:
		swap = comparePos(r.pass.Fset, pa, pb) < 0
	}
	if swap {
		c.A, c.B, pa = c.B, c.A, pb
	}
	return finding{c, pa}, true
}

// position returns where e is reported: at the access itself if it is in this
// package, else at the call that leads to it.
func (r *reporter) position(e *summary.Effect) token.Pos {
	for i := len(e.Trace) - 1; i >= 0; i-- {
		p := e.Trace[i].Pos.Local()
		if !p.IsValid() {
			continue
		}
		if r.generated[r.pass.Fset.File(p)] {
			continue
		}
		return p
	}
	return token.NoPos
}

func (r *reporter) diagnostic(g []finding) analysis.Diagnostic {
	f := g[0]
	d := analysis.Diagnostic{
		Pos:      f.pos,
		Category: f.Category,
		URL:      checks.URL(f.Category),
		Message:  r.message(f) + " [" + f.Category + "]",
		Related:  r.related(g),
	}
	if call := r.callAt(f.pos); call != nil {
		d.Pos, d.End = call.Pos(), call.End()
	}
	return d
}

// message says in one line what overlaps with what, and why.
func (r *reporter) message(f finding) string {
	a, b := &f.A, &f.B
	what := fmt.Sprintf("concurrent %s", a.Method)
	if x := r.streamExpr(f.pos, a); x != "" {
		what += " on " + x
	}
	if a.At() == b.At() {
		return what + ": " + selfReason(a, b)
	}
	return fmt.Sprintf("%s: also %s at %v; %s", what, past(b), b.At(), reason(a, b))
}

// past says what an access has done.
func past(e *summary.Effect) string {
	switch {
	case e.Method == contract.Handler:
		return "used by the handler"
	case e.Method == "CloseSend", e.Method == "CloseAndRecv":
		return "closed"
	case e.Side&contract.SendSide != 0:
		return "sent"
	case e.Side&contract.RecvSide != 0:
		return "received"
	}
	return "used"
}

// reason says why two different calls may overlap.
func reason(a, b *summary.Effect) string {
	for _, e := range []*summary.Effect{a, b} {
		if s := e.Spawn(); s != nil && e.Async {
			return fmt.Sprintf("the goroutine started at %v may still be running", s.Pos)
		}
	}
	if h := handlerOf(a); h != nil {
		return "each call of a handler runs in a goroutine of its own"
	}
	return "they may run at the same time"
}

// selfReason says why a call may overlap with itself.
func selfReason(a, b *summary.Effect) string {
	for _, e := range []*summary.Effect{a, b} {
		if s := e.Spawn(); s != nil {
			return fmt.Sprintf("several goroutines started at %v may run it at the same time", s.Pos)
		}
	}
	return "each call of a handler runs in a goroutine of its own, and several may run it at the same time"
}

func handlerOf(e *summary.Effect) *summary.Step {
	for i := range e.Trace {
		if e.Trace[i].Kind == summary.AtHandler {
			return &e.Trace[i]
		}
	}
	return nil
}

// related lists the places of the story, in its order: the other access, what
// started the goroutine, the calls that lead from there to the access.
func (r *reporter) related(g []finding) []analysis.RelatedInformation {
	var out []analysis.RelatedInformation
	seen := map[token.Pos]bool{g[0].pos: true}
	add := func(pos token.Pos, format string, args ...any) {
		if !pos.IsValid() || seen[pos] {
			return
		}
		seen[pos] = true
		out = append(out, analysis.RelatedInformation{Pos: pos, Message: fmt.Sprintf(format, args...)})
	}
	for _, f := range g {
		r.story(&f.B, "the other "+f.B.Method, add)
		r.story(&f.A, f.A.Method, add)
	}
	if len(out) == 0 {
		f := g[0]
		out = append(out, analysis.RelatedInformation{Pos: f.pos, Message: "the same call, in another goroutine"})
	}
	return out
}

// story adds the steps of an effect's trace that are in this package.
func (r *reporter) story(e *summary.Effect, access string, add func(token.Pos, string, ...any)) {
	last := len(e.Trace) - 1
	for i, s := range e.Trace {
		pos := s.Pos.Local()
		switch {
		case i == last:
			add(pos, "%s", access)
		case s.Kind == summary.AtGo:
			add(pos, "the goroutine starts here")
		case s.Kind == summary.AtHandler:
			add(pos, "gRPC runs this handler in a goroutine of its own")
		default:
			add(pos, "the call that leads to %s", access)
		}
	}
}

// streamExpr returns how the source names the stream of an access at pos.
func (r *reporter) streamExpr(pos token.Pos, e *summary.Effect) string {
	call := r.callAt(pos)
	if call == nil || e.At().Local() != pos {
		return ""
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != e.Method {
		return ""
	}
	return types.ExprString(sel.X)
}

// callAt returns the call whose opening parenthesis, or start, is at pos.
func (r *reporter) callAt(pos token.Pos) *ast.CallExpr {
	for _, f := range r.pass.Files {
		if f.FileStart > pos || pos > f.FileEnd {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(f, pos, pos)
		for _, n := range path {
			if call, ok := n.(*ast.CallExpr); ok && (call.Lparen == pos || call.Pos() == pos) {
				return call
			}
		}
	}
	return nil
}

func generatedFiles(files []*ast.File) map[*token.File]bool { return nil }
