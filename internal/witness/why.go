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

// A Line is a line of a package's file, at which somebody expects a stream to be used.
type Line struct {
	Pkg    string
	File   string // base name
	Number int
}

// In reports whether a function is in the line's file.
func (l Line) In(fn *code.Func) bool {
	return fn.File == l.File && (fn.Pkg == l.Pkg || strings.TrimSuffix(fn.Pkg, "_test") == l.Pkg)
}

// is reports whether the line is the one with a number in a function.
func (l Line) is(fn *code.Func, number int32) bool { return int(number) == l.Number && l.In(fn) }

// on reports whether a call on the way to an access is at the line.
func (l Line) on(a *machine.Access) bool {
	return slices.ContainsFunc(a.Stack, func(p machine.Place) bool { return l.is(p.Fn, p.Line) })
}

// An Inquiry watches the executions of a package, and says how the uses of streams at two lines are
// related in them.
type Inquiry struct {
	Locator *Locator
	Lines   [2]Line // if the second one has no number, it stands for all

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
	swapped bool   // whether the first of them is the second line's
}

// watch sees one execution.
type watch struct {
	machine.Observer
	of      *Inquiry
	seen    []*machine.Access
	reached [2]bool
	pairs   map[story.Verdict]*sample
}

// maxSeen is how many accesses of an execution are compared with later ones.
const maxSeen = 100

// Attach makes the inquiry watch an exploration, and directs that toward the lines.
func (q *Inquiry) Attach(x *explore.Explorer) {
	q.last = map[*code.Func]machine.Place{}
	q.samples, q.counts = map[story.Verdict]*sample{}, map[story.Verdict]int{}
	x.Toward = func(f *code.Func, in *code.Instr) bool {
		return q.Lines[0].is(f, in.Line) || q.Lines[1].Number > 0 && q.Lines[1].is(f, in.Line)
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
	for i, l := range q.Lines {
		if in.Line == 0 || l.Number == 0 || q.passed[i] || !l.In(fn) {
			continue
		}
		q.passed[i] = l.is(fn, in.Line)
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

// matches reports whether an access is at one of the lines.
func (q *Inquiry) matches(i int, a *machine.Access) bool {
	return i == 1 && q.Lines[1].Number == 0 || q.Lines[i].on(a)
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
		return story.Different
	case a.Goroutine == b.Goroutine:
		return story.InTurn
	case a.Use.ExcludedBy(b.Use) == "":
		return story.Compatible
	case b.Goroutine.Clock.Reached(a.Epoch):
		return story.Ordered
	}
	return story.Racing
}

// Why is the result of an inquiry.
type Why struct {
	Verdict    story.Verdict
	Executions int
	Reached    [2]int
	Both       int
	Count      int // of executions with this verdict

	// Edges are the happens-before edges that order the two, such as an unlock and the lock that
	// follows it.
	Edges []WhyEdge
	// Origins are those of the streams, if there are two.
	Origins [2][]Origin
	Uses    [2]Use
	// Object is what people call what is used: a stream, a connection.
	Object string
	// Stops say, for each line that no execution reaches, how far executions get.
	Stops [2]Stop
}

// A Stop is how far executions get on the way to a line that they don't reach.
type Stop struct {
	Pos    source.Pos // not valid if no code leads there
	Passed bool       // the line is executed, but no stream is used there
}

// A Use is a call that uses a stream.
type Use struct {
	Method string
	Pos    source.Pos
}

// A WhyEdge is an edge of the chain that orders two accesses.
type WhyEdge struct{ From, To Event }

// verdicts are those about two accesses that an execution has made. The first one that some execution
// has shown counts.
var verdicts = []story.Verdict{story.Racing, story.Ordered, story.InTurn, story.Compatible, story.Different}

// Answer returns the result, when the exploration is over.
func (q *Inquiry) Answer(x *explore.Explorer) *Why {
	w := &Why{Executions: q.executions, Reached: q.reached, Both: q.both, Verdict: story.Alone}
	for i := range q.Lines {
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

// stop returns the executed place that is nearest to a line that no execution has reached.
func (q *Inquiry) stop(x *explore.Explorer, line int) Stop {
	at, there, ok := x.Nearest(func(f *code.Func, in *code.Instr) bool { return q.Lines[line].is(f, in.Line) })
	switch {
	case !ok:
		return Stop{}
	case there && !q.passed[line]:
		at = q.last[at.Fn] // in the middle of a block
	}
	return Stop{q.Locator.Pos(at), q.passed[line]}
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

// event returns the event that a recorded moment is shown as.
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
