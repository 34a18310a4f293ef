package witness

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/record"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
)

// A Spot is a line of a package, where somebody thinks that a stream is used.
type Spot struct {
	Pkg  string
	File string // base name
	Line int
}

// In reports whether a function is in the spot's file.
func (s Spot) In(fn *code.Func) bool {
	return fn.File == s.File && (fn.Pkg == s.Pkg || strings.TrimSuffix(fn.Pkg, "_test") == s.Pkg)
}

// is reports whether a function is in the spot's file, and a line is the spot's.
func (s Spot) is(fn *code.Func, line int32) bool { return int(line) == s.Line && s.In(fn) }

// on reports whether a call on the way to an access is at the spot.
func (s Spot) on(a *machine.Access) bool {
	return slices.ContainsFunc(a.Stack, func(p machine.Place) bool { return s.is(p.Fn, p.Line) })
}

// An Inquiry finds out what becomes of two uses of streams in the executions of a package.
type Inquiry struct {
	Locator *Locator
	Spots   [2]Spot // the second one is any, if it has no line

	executions int
	passed     [2]bool                      // whether the line was executed
	last       map[*code.Func]machine.Place // what was executed last in a function of one of the files
	reached    [2]int
	both       int
	samples    map[story.Verdict]*sample
	counts     map[story.Verdict]int
	now        *watch
}

// sample is an execution in which a pair had a verdict.
type sample struct {
	plan    explore.Plan
	choices choice.Sequence
	indexes [2]int // of the accesses, in the order of the execution
	swapped bool   // whether the first of them is the second spot's
}

// watch sees one execution.
type watch struct {
	machine.Observer
	of      *Inquiry
	seen    []*machine.Access
	reached [2]bool
	pairs   map[story.Verdict]*sample
}

// maxSeen bounds the accesses of an execution that others are compared with.
const maxSeen = 100

// Attach makes the inquiry watch an exploration, and directs that toward the spots.
func (q *Inquiry) Attach(x *explore.Explorer) {
	q.last = map[*code.Func]machine.Place{}
	q.samples, q.counts = map[story.Verdict]*sample{}, map[story.Verdict]int{}
	x.Toward = func(f *code.Func, in *code.Instr) bool {
		return q.Spots[0].is(f, in.Line) || q.Spots[1].Line > 0 && q.Spots[1].is(f, in.Line)
	}
	x.Trace = func(m *machine.Machine, _ explore.Plan) {
		q.now = &watch{Observer: m.Observer, of: q, pairs: map[story.Verdict]*sample{}}
		m.Observer = q.now
		m.Trace = q.step
	}
	x.Executed = q.executed
}

// step is called before each instruction.
func (q *Inquiry) step(_ *machine.Goroutine, fn *code.Func, in *code.Instr) {
	for i, s := range q.Spots {
		if in.Line == 0 || s.Line == 0 || q.passed[i] || !s.In(fn) {
			continue
		}
		q.passed[i] = s.is(fn, in.Line)
		q.last[fn] = machine.Place{Fn: fn, Line: in.Line, Col: in.Col}
	}
}

func (q *Inquiry) executed(m *machine.Machine, p explore.Plan) {
	q.executions++
	for i, yes := range q.now.reached {
		if yes {
			q.reached[i]++
		}
	}
	if q.now.reached[0] && q.now.reached[1] {
		q.both++
	}
	for v, s := range q.now.pairs {
		q.counts[v]++
		if old := q.samples[v]; old == nil || len(m.Choices.Drawn()) < len(old.choices) {
			s.plan, s.choices = p, slices.Clone(m.Choices.Drawn())
			q.samples[v] = s
		}
	}
}

// matches reports whether an access is at one of the spots.
func (q *Inquiry) matches(i int, a *machine.Access) bool {
	return i == 1 && q.Spots[1].Line == 0 || q.Spots[i].on(a)
}

func (w *watch) Access(m *machine.Machine, a *machine.Access) {
	w.Observer.Access(m, a)
	one, other := w.of.matches(0, a), w.of.matches(1, a)
	if !one && !other || len(a.Stack) == 0 {
		return
	}
	w.reached[0], w.reached[1] = w.reached[0] || one, w.reached[1] || other
	for _, b := range w.seen {
		asked, swapped := other && w.of.matches(0, b), one && w.of.matches(1, b)
		if !asked && !swapped {
			continue
		}
		if v := verdict(b, a); w.pairs[v] == nil {
			w.pairs[v] = &sample{indexes: [2]int{b.Index, a.Index}, swapped: !asked}
		}
	}
	if len(w.seen) < maxSeen {
		w.seen = append(w.seen, a)
	}
}

// verdict says how an access is related to a later one.
func verdict(a, b *machine.Access) story.Verdict {
	switch {
	case a.Stream != b.Stream:
		return story.Apart
	case a.Goroutine == b.Goroutine:
		return story.InTurn
	case a.Use.ExcludedBy(b.Use) == "":
		return story.Compatible
	case b.Goroutine.Clock.Reached(a.Epoch):
		return story.Ordered
	}
	return story.Racing
}

// Why is what an inquiry has found out.
type Why struct {
	Verdict    story.Verdict
	Executions int
	Reached    [2]int
	Both       int
	Count      int // of executions with this verdict

	// Edges order the two: what the one has let others know, and by what these have come to know it.
	Edges []WhyEdge
	// Origins are those of the streams, if there are two.
	Origins [2][]Origin
	Uses    [2]Use
	// Object is what people call what is used: a stream, a connection.
	Object string
	// Stops are where the way to a spot ends that no execution comes to.
	Stops [2]Stop
}

// A Stop is where the way to a spot ends.
type Stop struct {
	Pos    source.Pos // not valid if there is no way
	Passed bool       // the spot was passed, and no stream is used there
}

// A Use is a call that uses a stream.
type Use struct {
	Method string
	Pos    source.Pos
}

// A WhyEdge is an edge of the chain that orders two accesses.
type WhyEdge struct{ From, To Event }

// verdicts are those that say something about two accesses, in the order in which they count.
var verdicts = []story.Verdict{story.Racing, story.Ordered, story.InTurn, story.Compatible, story.Apart}

// Answer returns what the exploration has brought.
func (q *Inquiry) Answer(x *explore.Explorer) *Why {
	w := &Why{Executions: q.executions, Reached: q.reached, Both: q.both, Verdict: story.Alone}
	for i := range q.Spots {
		if q.reached[i] == 0 {
			w.Verdict = story.Unreached
			w.Stops[i] = q.stop(x, i)
		}
	}
	if w.Verdict == story.Unreached {
		return w
	}
	for _, v := range verdicts {
		if s := q.samples[v]; s != nil {
			w.Verdict, w.Count = v, q.counts[v]
			q.tell(x, s, w)
			return w
		}
	}
	return w
}

// stop returns the place that is nearest to a spot that no execution has come to.
func (q *Inquiry) stop(x *explore.Explorer, spot int) Stop {
	at, there, ok := x.Nearest(func(f *code.Func, in *code.Instr) bool { return q.Spots[spot].is(f, in.Line) })
	switch {
	case !ok:
		return Stop{}
	case there && !q.passed[spot]:
		at = q.last[at.Fn] // in the middle of a block
	}
	return Stop{q.Locator.Pos(at), q.passed[spot]}
}

// tell executes a sample again, and says what it shows.
func (q *Inquiry) tell(x *explore.Explorer, s *sample, w *Why) {
	m, _ := x.New(s.plan, choice.Replay(s.choices))
	r := record.Attach(m)
	x.Package.Start(m, s.plan.Driver)
	m.Run()
	r.Finish()
	a, b := r.Access(s.indexes[0]), r.Access(s.indexes[1])
	if a == nil || b == nil {
		return
	}
	t := &accountant{l: q.Locator, r: r, out: &Account{}}
	for i, access := range []*machine.Access{a, b} {
		if s.swapped {
			i = 1 - i
		}
		w.Uses[i] = Use{access.Method, t.shown(access.Stack)}
		w.Object = access.Use.Object()
		t.lanes[i] = t.lane(Lane{}, access, access)
		t.origins(i)
	}
	w.Origins = t.out.Origins
	for _, e := range r.Chain(a, b) {
		w.Edges = append(w.Edges, WhyEdge{t.event(e.From), t.event(e.To)})
	}
}

// event returns what a moment is for whoever tells of it.
func (a *accountant) event(m record.Moment) Event {
	kind, ok := syncKinds[m.Kind]
	switch {
	case m.Kind == record.Started:
		kind = story.Go
	case !ok:
		kind = story.Call
	}
	inner := len(m.Stack) > 0 && m.Stack[0].Fn.Pkg != a.l.pkg
	return Event{Kind: kind, Pos: a.shown(m.Stack), Shared: m.Kind == record.RLocked, Inner: inner, Case: m.Case, time: m.Time}
}
