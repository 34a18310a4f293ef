package witness

import (
	"slices"

	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/record"
	"github.com/streamvet/streamvet/internal/shadow"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
)

// An Account is what one recorded execution shows of a race: what both goroutines do until it
// happens, where they got the stream, and why what seems to order them doesn't. Lane 0 is Story.A,
// and lane 1 is Story.B.
type Account struct {
	Events     []Event // in the order of the execution
	Orders     []Order
	Origins    [2][]Origin
	Conditions []Condition
	Reasons    []Reason
	Confidence story.Confidence
	assumes    bool // whether it rests on what unseen code does
	open       bool // whether the steps ran out before all choices were tried
}

// swap makes the lanes change places.
func (a *Account) swap() {
	a.Origins[0], a.Origins[1] = a.Origins[1], a.Origins[0]
	for i := range a.Reasons {
		a.Reasons[i].Lane = 1 - a.Reasons[i].Lane
	}
	for i := range a.Events {
		a.Events[i].Lane = 1 - a.Events[i].Lane
		if n := a.Events[i].Starts; n > 0 {
			a.Events[i].Starts = 3 - n
		}
		if n := a.Events[i].Way; n > 0 {
			a.Events[i].Way = 3 - n
		}
	}
	for _, list := range a.Origins {
		for i := range list {
			if n := list[i].Whose; n > 0 {
				list[i].Whose = 3 - n
			}
			if n := list[i].Before; n == 1 || n == 2 {
				list[i].Before = 3 - n
			}
		}
	}
}

// An accountant makes an account from what was recorded of an execution.
type accountant struct {
	l     *Locator
	r     *record.Recorder
	lanes [2]laneOf
	out   *Account
	// ordered are pairs of moments, the first of which happens before the second. They become
	// Account.Orders once the events have their final indexes.
	ordered [][2]moment
}

// laneOf is one side of the race in the execution.
type laneOf struct {
	Lane
	access *machine.Access
	time   int                  // of the access
	chain  []*machine.Goroutine // the goroutine and its ancestors, without those of the other side
	own    map[*machine.Goroutine]bool
}

// tell returns the account of a race that a recorded execution has shown. Which access belongs to
// which lane of the story is decided by the stacks: the execution was shrunk, and may make the
// accesses in the other order.
func tell(l *Locator, r *record.Recorder, race shadow.Race, s *Story) *accountant {
	a := &accountant{l: l, r: r, out: &Account{}}
	accesses := [2]*machine.Access{race.Second, race.First}
	second, first := l.lane(race.Second, race.First).Steps, l.lane(race.First, race.Second).Steps
	if inCommon(s.A.Steps, second)+inCommon(s.B.Steps, first) < inCommon(s.A.Steps, first)+inCommon(s.B.Steps, second) {
		slices.Reverse(accesses[:])
	}
	for i, lane := range []Lane{s.A, s.B} {
		a.lanes[i] = a.lane(lane, accesses[i], accesses[1-i])
	}
	for i := range a.lanes {
		a.ways(i)
		a.origins(i)
		a.held(i)
		a.end(i)
	}
	a.again()
	a.orders()
	a.reasons()
	a.arrange()
	a.out.assumes = a.assumes()
	return a
}

// inCommon returns how many steps at the ends of two lanes are the same.
func inCommon(a, b []Step) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

func (a *accountant) lane(lane Lane, access, other *machine.Access) laneOf {
	out := laneOf{Lane: lane, access: access, own: map[*machine.Goroutine]bool{}}
	common := map[*machine.Goroutine]bool{}
	for g := other.Goroutine; g != nil; g = g.Origin.Parent {
		common[g] = true
	}
	for g := access.Goroutine; g != nil && (!common[g] || len(out.chain) == 0); g = g.Origin.Parent {
		out.chain = append(out.chain, g)
		out.own[g] = true
	}
	for _, m := range a.r.Moments {
		if m.Access == access {
			out.time = m.Time
		}
	}
	return out
}

// shown returns the innermost position of a stack that is in the package under analysis, or else the
// innermost one.
func (a *accountant) shown(stack []machine.Place) source.Pos {
	if len(stack) == 0 {
		return source.Pos{}
	}
	for _, p := range stack {
		if p.Fn.Pkg == a.l.pkg {
			return a.l.Pos(p)
		}
	}
	return a.l.Pos(stack[0])
}

// A Teller adds accounts to stories, by executing what has shown their races again.
type Teller struct {
	Locator  *Locator
	Explorer *explore.Explorer
	Steps    int // how many steps are left for all stories together
}

// Tell shrinks the execution that has shown a story's race, records it, and adds the account of it to
// the story. It makes at most one share-th of the steps that are left.
func (t *Teller) Tell(s *Story, share int) {
	if t.Steps <= 0 {
		return
	}
	retrial := t.Explorer.Retry(s.Finding, t.Steps/max(share, 1))
	retrial.Reduce()
	var r *record.Recorder
	race := retrial.Watch(func(m *machine.Machine) { r = record.Attach(m) })
	if race == nil {
		return // it took more steps than the share
	}
	r.Finish()
	a := tell(t.Locator, r, *race, s)
	s.Account = a.out
	s.Account.Conditions, s.Account.open = a.conditions(race.Second.Choices, retrial)
	s.Account.Confidence = s.Account.confidence()
	t.Steps -= retrial.Steps()
}

// confidence says how sure the story is.
func (a *Account) confidence() story.Confidence {
	switch {
	case a.assumes:
		return story.Assumed
	case a.open, slices.ContainsFunc(a.Conditions, func(c Condition) bool { return !c.Usual }):
		return story.Conditional
	}
	return story.Certain
}

// assumes reports whether the race rests on what unseen code does: that it has stored one stream
// where both lanes find it, or that it calls a function that was passed to it.
func (a *accountant) assumes() bool {
	if first, ok := a.first(a.lanes[0].access.Stream); ok && first.In != nil {
		if kind, ok := kindOf(first.Fn, first.In); !ok || kind != Made {
			return true
		}
	}
	return a.calledBack(&a.lanes[0]) || a.calledBack(&a.lanes[1])
}

// calledBack reports whether an access is made by a function that was passed to unseen code.
func (a *accountant) calledBack(l *laneOf) bool {
	return slices.ContainsFunc(a.r.Moments, func(m record.Moment) bool {
		n := len(l.access.Stack) - len(m.Stack)
		return m.Kind == record.Opaque && m.G == l.access.Goroutine && m.Time < l.time &&
			n > 0 && len(m.Stack) > 0 && slices.Equal(l.access.Stack[n:], m.Stack)
	})
}
