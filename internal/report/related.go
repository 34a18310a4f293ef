package report

import (
	"cmp"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/witness"
)

// maxPlaces is how many places are listed before further pairs are left out: with that many to fix,
// one reads the whole function anyway.
const maxPlaces = 24

// The labels of related places: what a place is about.
const (
	bothLabel      = "both goroutines: "
	streamLabel    = " comes from: "
	conditionLabel = "condition: "
	reasonLabel    = "no help: "
	alsoLabel      = "also: "
)

var laneLabels = [2]string{"first goroutine: ", "second goroutine: "}

// related lists the places of a group's first story, each once: the calls that lead to either access,
// where the stream comes from, the conditions, and what doesn't help. Of the other stories only the
// accesses follow: one story is enough to believe the finding, and more are too many to read.
func (r *reporter) related(g []finding) []analysis.RelatedInformation {
	list := &places{r: r, seen: map[token.Pos]bool{}}
	f := &g[0]
	r.ways(f, list)
	r.remarks(f, list)
	for _, f := range g[1:] {
		if len(list.out) > maxPlaces {
			break
		}
		for _, l := range []*witness.Lane{&f.B, &f.A} {
			i := lastHere(l)
			list.add(l.Steps[i].Pos.Local(), alsoLabel+r.stepText(l, i))
		}
	}
	return list.out
}

// places collects related places.
type places struct {
	r    *reporter
	seen map[token.Pos]bool
	out  []analysis.RelatedInformation
}

func (p *places) add(pos token.Pos, message string) {
	if !pos.IsValid() || p.seen[pos] || message == "" {
		return
	}
	p.seen[pos] = true
	rel := analysis.RelatedInformation{Message: message}
	rel.Pos, rel.End = p.r.span(pos)
	p.out = append(p.out, rel)
}

// ways adds the steps that lead to both accesses. The finding's own position is only listed if there
// is nothing else, or if the other goroutine passes it, too.
func (r *reporter) ways(f *finding, list *places) {
	lanes := [2]*witness.Lane{&f.A, &f.B}
	on := [2]map[token.Pos]bool{{}, {}}
	for i, l := range lanes {
		for _, s := range l.Steps {
			on[i][s.Pos.Local()] = true
		}
	}
	list.seen[f.pos] = true
	for i, l := range lanes {
		for k, s := range l.Steps {
			label := laneLabels[i]
			if on[1-i][s.Pos.Local()] {
				label = bothLabel
			}
			list.add(s.Pos.Local(), label+r.stepText(l, k))
		}
	}
	if on[1][f.pos] || len(list.out) == 0 {
		delete(list.seen, f.pos)
		list.add(f.pos, bothLabel+"the same call")
	}
}

// remarks adds the origins, conditions and reasons of an account.
func (r *reporter) remarks(f *finding, list *places) {
	a := f.Account
	if a == nil {
		return
	}
	for _, origins := range a.Origins {
		for _, o := range origins {
			list.add(o.Pos.Local(), r.streamText(f, o))
		}
	}
	for _, c := range a.Conditions {
		if text := r.conditionText(c); text != "" {
			list.add(c.Pos.Local(), conditionLabel+text)
		}
	}
	for _, reason := range a.Reasons {
		if text := r.reasonText(f, reason); text != "" {
			list.add(reason.Pos.Local(), reasonLabel+text)
		}
	}
}

// streamText says where the stream comes from. That it is read somewhere isn't worth a place: the
// place where it was stored says more.
func (r *reporter) streamText(f *finding, o witness.Origin) string {
	label := f.Object + streamLabel
	switch o.Kind {
	case witness.Made:
		return label + r.calleeAt(o.Pos, "this call")
	case witness.Given:
		return label + "a parameter of " + r.functionAt(o.Pos)
	case witness.Stored:
		if x := r.storedIn(o.Pos); x != "" {
			return label + x + ", where this puts it"
		}
		return label + "where this puts it"
	}
	return ""
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

// stepText says what happens at a step of a lane.
func (r *reporter) stepText(l *witness.Lane, step int) string {
	s := l.Steps[step]
	switch {
	case step == len(l.Steps)-1:
		return methodName(l)
	case s.Kind == witness.AtGo:
		return "starts here"
	case s.Kind == witness.AtHandler:
		if name := r.handlerName(s); name != "" {
			return "each call of the handler " + name + " runs in a goroutine of its own"
		}
		return "each call of this handler runs in a goroutine of its own"
	}
	text := "calls " + r.calleeAt(s.Pos, cmp.Or(prefixed("", l.Steps[step+1].Func()), "a function"))
	if h := l.Served(); h != nil && step == 0 {
		return text + ", after which a server calls the handler " + r.handlerName(*h)
	}
	if step == lastHere(l) {
		return text + ", which leads to " + methodName(l) + " at " + r.where(l.At())
	}
	return text + ", which leads to " + methodName(l)
}
