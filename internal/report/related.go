package report

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/summary"
)

// maxRelated bounds the places of a diagnostic. Who has more to mend than that will
// look at all of the function.
const maxRelated = 64

// related lists the places of the story, in its order: the other access, what
// started the goroutine, the calls that lead from there to the access.
func (r *reporter) related(g []finding) []analysis.RelatedInformation {
	var out []analysis.RelatedInformation
	seen := map[token.Pos]bool{g[0].pos: true}
	add := func(pos token.Pos, format string, args ...any) {
		if !pos.IsValid() || seen[pos] || len(out) == maxRelated {
			return
		}
		seen[pos] = true
		rel := analysis.RelatedInformation{Message: fmt.Sprintf(format, args...)}
		rel.Pos, rel.End = r.span(pos)
		out = append(out, rel)
	}
	for _, f := range g {
		story(&f.B, "the other "+f.B.Method, add)
		story(&f.A, f.A.Method, add)
	}
	if len(out) == 0 {
		delete(seen, g[0].pos)
		add(g[0].pos, "the same call, in another goroutine")
	}
	return out
}

// story adds the steps of an effect's trace that are in this package.
func story(e *summary.Effect, access string, add func(token.Pos, string, ...any)) {
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
