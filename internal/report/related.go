package report

import (
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/witness"
)

// maxPlaces is how many places are listed before further pairs are left out. Who has
// more than that to fix will look at all of the function.
const maxPlaces = 24

// related lists the places of the story, in its order: the way to the other access and
// that access, then the way to the one that is reported. A place that is on both ways
// is listed once. Of the other pairs with the reported access only the accesses are
// listed that aren't told of yet, without the ways there: one story is enough to
// believe, and more are too many to read.
func (r *reporter) related(g []finding) []analysis.RelatedInformation {
	var out []analysis.RelatedInformation
	seen := map[token.Pos]bool{g[0].pos: true}
	add := func(pos token.Pos, message string) bool {
		if !pos.IsValid() || seen[pos] {
			return false
		}
		seen[pos] = true
		rel := analysis.RelatedInformation{Message: message}
		rel.Pos, rel.End = r.span(pos)
		out = append(out, rel)
		return true
	}
	r.ways(&g[0], add)
	if len(out) == 0 {
		delete(seen, g[0].pos)
		add(g[0].pos, sameCall)
	}
	for _, f := range g[1:] {
		if len(out) > maxPlaces {
			break
		}
		i, k := lastHere(&f.B), lastHere(&f.A)
		add(f.B.Steps[i].Pos.Local(), otherTexts.of(&f.B, i, f.B.Method))
		add(f.A.Steps[k].Pos.Local(), theseTexts.of(&f.A, k, f.A.Method))
	}
	return out
}

// lastHere returns the last step on the way to e that is in this package: an access
// in another one shows as the call that leads there.
func lastHere(e *witness.Lane) int {
	i := len(e.Steps) - 1
	for i > 0 && !e.Steps[i].Pos.Local().IsValid() {
		i--
	}
	return i
}

// ways adds the places of one pair.
func (r *reporter) ways(f *finding, add func(token.Pos, string) bool) {
	here := map[token.Pos]bool{}
	for _, s := range f.A.Steps {
		here[s.Pos.Local()] = true
	}
	there := otherTexts
	if f.B.Steps[len(f.B.Steps)-1].Pos.Local() == f.pos {
		there = sameTexts
	}
	for i, s := range f.B.Steps {
		texts, method := there, f.B.Method
		if i < len(f.B.Steps)-1 && here[s.Pos.Local()] {
			texts, method = theseTexts, f.A.Method
		}
		add(s.Pos.Local(), texts.of(&f.B, i, method))
	}
	for i, s := range f.A.Steps {
		add(s.Pos.Local(), theseTexts.of(&f.A, i, f.A.Method))
	}
}

// sameCall is the only place of an access that meets itself, with nothing on the way.
const sameCall = "the same call, in another goroutine"

// texts are the messages of the places on the way to an access.
type texts struct {
	goroutine, handler string
	access             string // a prefix of the method
}

var (
	theseTexts = texts{"the goroutine starts here", "each call of this handler runs in its own goroutine", ""}
	otherTexts = texts{"the other goroutine starts here", "each call of the other handler runs in its own goroutine", "the other "}
	// Another way to the access that is reported.
	sameTexts = texts{otherTexts.goroutine, otherTexts.handler, "the same "}
)

// of returns the message for a step of the trace of an effect.
func (t *texts) of(e *witness.Lane, step int, method string) string {
	switch {
	case step == len(e.Steps)-1:
		return t.access + method
	case e.Steps[step].Kind == witness.AtGo:
		return t.goroutine
	case e.Steps[step].Kind == witness.AtHandler:
		return t.handler
	default:
		return "the call that leads to " + t.access + method
	}
}
