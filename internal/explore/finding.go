package explore

import (
	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
)

// A Finding is a race and the simplest execution that showed it.
type Finding struct {
	shadow.Race
	Plan    Plan
	Choices choice.Sequence // up to the race
	Count   int             // how many executions showed it
	After   int             // how many executions there were until it was found
	Steps   int             // and how many steps
}

// identity is what makes two races one finding.
type identity struct {
	category string
	a, b     machine.Place
}

// found notes a race, and reports whether it is new.
func (x *Explorer) found(r shadow.Race, p Plan, drawn func() choice.Sequence) bool {
	if len(r.First.Stack) == 0 || len(r.Second.Stack) == 0 {
		return false
	}
	id := identity{r.Category, x.shown(r.First), x.shown(r.Second)}
	if less(id.b, id.a) {
		id.a, id.b = id.b, id.a
	}
	if f, ok := x.findings[id]; ok {
		f.Count++
		if c := compareStories(r, f.Race); c < 0 || c == 0 && r.Second.Choices < len(f.Choices) {
			f.Race, f.Plan, f.Choices = r.Detached(), p, drawn()[:r.Second.Choices]
		}
		return false
	}
	if !x.wanted(id) {
		return false
	}
	x.partners[id.a]++
	x.partners[id.b]++
	x.findings[id] = &Finding{r.Detached(), p, drawn()[:r.Second.Choices], 1, x.result.Executions, x.result.Steps}
	return true
}

// Where many calls race with each other, not all pairs of them are findings: nobody reads so
// many. No call is left out, whatever others there are.
const (
	manyPartners = 16   // of one call
	manyFindings = 2000 // with more, one partner of a call is enough
)

// wanted reports whether a pair of calls would be worth a finding.
func (x *Explorer) wanted(id identity) bool {
	limit := manyPartners
	if len(x.findings) >= manyFindings {
		limit = 1
	}
	return x.partners[id.a] < limit || x.partners[id.b] < limit
}

// shown returns where an access shows in the package: at the call that leads to it, if that
// is in another package.
func (x *Explorer) shown(a *machine.Access) machine.Place {
	for _, p := range a.Stack {
		if p.Fn.Pkg == x.Package.Program.Package {
			return p
		}
	}
	return a.Stack[0]
}
