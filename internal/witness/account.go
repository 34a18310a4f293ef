package witness

import (
	"cmp"
	"slices"

	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/record"
	"github.com/streamvet/streamvet/internal/shadow"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
)

// An Account is what one execution has to say about a race, besides the ways to its accesses.
// Lane 0 is Story.A, and lane 1 is Story.B.
type Account struct {
	Events     []Event // in the order of the execution
	Origins    [2][]Origin
	Conditions []Condition
	Reasons    []Reason
	Confidence story.Confidence
	assumes    bool // something about code that isn't seen
	open       bool // whether it is not known of all choices if they matter
}

func (a *Account) swap() {
	a.Origins[0], a.Origins[1] = a.Origins[1], a.Origins[0]
	for i := range a.Events {
		a.Events[i].Lane = 1 - a.Events[i].Lane
	}
	for i := range a.Reasons {
		a.Reasons[i].Lane = 1 - a.Reasons[i].Lane
	}
}

// An Event is something that one of the goroutines does.
type Event struct {
	Lane    int
	Kind    story.Kind
	Pos     source.Pos
	Callee  string // the function that is called, if it has a name
	Inner   bool   // what Pos calls does it, in another package
	Shared  bool   // of a lock: whether it is for reading
	Pending bool   // whether the goroutine waits for it when the execution has ended
	Case    int    // of a select
	time    int
	object  any
}

// An account in the making.
type accountant struct {
	l     *Locator
	r     *record.Recorder
	lanes [2]laneOf
	out   *Account
}

// laneOf is one side of the race in the execution.
type laneOf struct {
	Lane
	access *machine.Access
	time   int                  // of the access
	chain  []*machine.Goroutine // those that the other side doesn't come from
	own    map[*machine.Goroutine]bool
}

// tell returns what a recorded execution, which has shown a race, has to say about it. The lanes
// are those of its story.
func tell(l *Locator, r *record.Recorder, race shadow.Race, s *Story) *Account {
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
		a.syncs(i)
		a.end(i)
	}
	a.reasons()
	a.out.assumes = a.assumes()
	slices.SortStableFunc(a.out.Events, func(x, y Event) int { return cmp.Compare(x.time, y.time) })
	return a.out
}

// inCommon returns by how many steps two ways end alike.
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

// ways tells of the steps that lead to an access, each at the last time before the next one.
func (a *accountant) ways(lane int) {
	l := &a.lanes[lane]
	kinds := [...]story.Kind{AtCall: story.Call, AtGo: story.Go, AtHandler: story.Handler, AtAccess: story.Access}
	next := l.time
	for i, step := range slices.Backward(l.Steps) {
		if i < len(l.Steps)-1 {
			next = a.before(l, step, next)
		}
		e := Event{Lane: lane, Kind: kinds[step.Kind], Pos: step.Pos, time: next}
		if i < len(l.Steps)-1 {
			e.Callee = l.Steps[i+1].Func()
		}
		a.out.Events = append(a.out.Events, e)
	}
}

// before returns when a goroutine of a lane came by a step, at the last time before another one.
func (a *accountant) before(l *laneOf, step Step, next int) int {
	for _, m := range slices.Backward(a.r.Moments) {
		if m.Time >= next {
			continue
		}
		switch step.Kind {
		case AtHandler:
			if m.Kind == record.Started && m.Child.Origin.Fn == step.at.Fn && l.own[m.Child] {
				return m.Time
			}
		case AtGo:
			if m.Kind == record.Started && l.own[m.Child] && len(m.Stack) > 0 && m.Stack[0] == step.at {
				return m.Time
			}
		default:
			if m.Kind == record.Called && len(m.Stack) > 0 && m.Stack[0] == step.at {
				return m.Time
			}
		}
	}
	return max(next-1, 0)
}

// maxSyncs is how many events that could order goroutines are told of for each lane before the
// access: the nearest ones.
const maxSyncs = 4

// syncs tells of what a lane's goroutine does that could order it with the other one: at
// something that the other one uses as well, or a lock that it holds.
func (a *accountant) syncs(lane int) {
	l, other := &a.lanes[lane], &a.lanes[1-lane]
	shared := map[any]bool{}
	for _, m := range a.r.Moments {
		if m.Object != nil && m.Kind != record.Accessed && other.own[m.G] && identifiable(m.Object) {
			shared[m.Object] = true
		}
	}
	var before, after []Event
	for _, m := range a.r.Moments {
		kind, ok := syncKinds[m.Kind]
		if !ok || m.G != l.access.Goroutine || m.Object == nil {
			continue
		}
		held := m.Time < l.time && slices.ContainsFunc(l.access.Locks, func(h machine.Held) bool { return len(m.Stack) > 0 && h.Place == m.Stack[0] })
		if !held && (!identifiable(m.Object) || !shared[m.Object]) {
			continue
		}
		e := Event{Lane: lane, Kind: kind, Pos: a.shown(m.Stack), Shared: m.Kind == record.RLocked, Case: m.Case, time: m.Time}
		e.Inner = len(m.Stack) > 0 && m.Stack[0].Fn.Pkg != a.l.pkg
		e.object = m.Object
		if m.Time < l.time {
			before = append(before, e)
		} else {
			after = append(after, e)
		}
	}
	a.out.Events = append(a.out.Events, lastOfEach(before)...)
	for _, e := range after {
		if e.Kind != story.Locked && e.Kind != story.Freed {
			a.out.Events = append(a.out.Events, e)
			break
		}
	}
}

// lastOfEach returns the last few events, of those of one kind about one object the last one only. A
// mutex is locked and unlocked again and again: what comes before the last time is left out.
func lastOfEach(list []Event) []Event {
	var out []Event
	for i, e := range list {
		later := func(o Event) bool { return o.object == e.object && (o.Kind == e.Kind || o.Kind == story.Locked) }
		if !slices.ContainsFunc(list[i+1:], later) {
			out = append(out, e)
		}
	}
	return out[max(0, len(out)-maxSyncs):]
}

var syncKinds = map[record.Kind]story.Kind{
	record.Locked: story.Locked, record.RLocked: story.Locked, record.Unlocked: story.Freed,
	record.Waited: story.Wait, record.Done: story.Done,
	record.Sent: story.Send, record.Received: story.Receive, record.Closed: story.Close,
}

// identifiable reports whether a value is one that stands for itself.
func identifiable(v any) bool {
	switch v.(type) {
	case *machine.Cell, *machine.Chan, *machine.Unknown:
		return true
	}
	return false
}

// end tells where a lane's goroutine ends, or what it waits for.
func (a *accountant) end(lane int) {
	l := &a.lanes[lane]
	g := l.access.Goroutine
	if m, ok := a.r.Waiting[g]; ok {
		a.out.Events = append(a.out.Events, Event{Lane: lane, Kind: story.Wait, Pos: a.shown(m.Stack), Pending: true, time: last + 1})
		return
	}
	if g.Ended() {
		a.out.Events = append(a.out.Events, Event{Lane: lane, Kind: story.End, Pos: a.shown(a.r.At(g).Stack), time: a.r.At(g).Time})
	}
}

// last is later than all that happens in an execution.
const last = 1 << 30

// shown returns the innermost place that is in the package, or else the innermost one.
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

// A Teller has accounts of races made.
type Teller struct {
	Locator  *Locator
	Explorer *explore.Explorer
	Steps    int // that may be made for all stories together
}

// Tell executes what has shown a story's race again, as simply as that can be done, and adds an
// account of it to the story. It is to make no more than a share of the steps that are left.
func (t *Teller) Tell(s *Story, share int) {
	if t.Steps <= 0 {
		return
	}
	retrial := t.Explorer.Retry(s.Finding, t.Steps/max(share, 1))
	retrial.Reduce()
	var r *record.Recorder
	race := retrial.Watch(func(m *machine.Machine) { r = record.Attach(m) })
	if race == nil {
		return // it can't be repeated: it has been cut off somewhere
	}
	r.Finish()
	s.Account = tell(t.Locator, r, *race, s)
	s.Account.Conditions, s.Account.open = conditions(t.Locator, r, race.Second.Choices, retrial)
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

// assumes reports whether the race rests on what code does that isn't seen: that it has stored one
// stream where both lanes find it, or that it calls a function that it is given.
func (a *accountant) assumes() bool {
	if first, ok := a.first(a.lanes[0].access.Stream); ok && first.In != nil {
		if kind, ok := kindOf(first.Fn, first.In); !ok || kind != Made {
			return true
		}
	}
	return a.calledBack(&a.lanes[0]) || a.calledBack(&a.lanes[1])
}

// calledBack reports whether an access is made by a function that was handed to one of which only
// the call is known.
func (a *accountant) calledBack(l *laneOf) bool {
	return slices.ContainsFunc(a.r.Moments, func(m record.Moment) bool {
		n := len(l.access.Stack) - len(m.Stack)
		return m.Kind == record.Opaque && m.G == l.access.Goroutine && m.Time < l.time &&
			n > 0 && len(m.Stack) > 0 && slices.Equal(l.access.Stack[n:], m.Stack)
	})
}
