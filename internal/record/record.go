// Package record watches one execution, so that it can be told of afterwards.
//
// A [Recorder] is attached to a machine before it runs. Exploration does without: what an
// execution is to be told of is executed once more, with the same choices, and recorded then.
// Nothing that the recorder does changes what the machine does.
//
// What is recorded are moments (a goroutine begins, calls, locks, waits, uses a stream), where
// goroutines have got streams from and where they have put them, what was chosen, and what
// each goroutine knew of the others at which time.
package record

import (
	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// Kind says what a moment is.
type Kind uint8

// The kinds of moments.
const (
	Called   Kind = iota // a function was called that has code
	Started              // a goroutine was started: Other
	Locked               // a mutex, Object
	RLocked              // the same, for reading
	Unlocked             // the same, given back
	Waited               // for a group, Object
	Done                 // of a group, Object
	Sent                 // on a channel, Object
	Received             // from a channel, Object
	Closed               // a channel, Object
	Accessed             // a stream: Access
	Opaque               // a function was called of which nothing is known
	Returned             // from a function that has code
	LookedUp             // an element of a map
	Deleted              // the same
	Other                // anything else that may order goroutines
)

// A Moment is something that a goroutine has done.
type Moment struct {
	Kind   Kind
	Time   int // moments of an execution are numbered
	G      *machine.Goroutine
	Stack  []machine.Place // innermost first
	Object any             // what it is done to: two moments with one object are about the same
	Name   string          // of the function that was called
	Child  *machine.Goroutine
	Access *machine.Access
	In     *code.Instr
	Case   int // of a select, which of its cases it was; -1 is the default
	// Offers are the channels of a select: nil for those it sends on.
	Offers []any
}

// A Get says that a goroutine has come by a stream.
type Get struct {
	Time   int
	G      *machine.Goroutine
	Stream *machine.Unknown
	Place  machine.Place
	Stack  []machine.Place // of the calls around, innermost first
	In     *code.Instr     // the instruction whose result it is; nil for a parameter
	Param  int             // which parameter it is
	Fn     *code.Func
}

// A Put says that a goroutine has stored a stream where others may find it.
type Put struct {
	Time   int
	G      *machine.Goroutine
	Stream *machine.Unknown
	Place  machine.Place
	In     *code.Instr
	Fn     *code.Func
}

// A Draw is a choice, and what it was about.
type Draw struct {
	choice.Draw
	Topic machine.Topic
	Time  int
	G     *machine.Goroutine
	Fn    *code.Func
	In    *code.Instr // nil if it was made by a driver or a library, and not for an instruction
	Stack []machine.Place
	// Value is that of the condition of a branch, or the result of a call, or of another
	// instruction that has one.
	Value machine.Value
}

// A Sync says that a goroutine has come to know of what others have done, or has let others know
// what it has done itself.
type Sync struct {
	Time     int
	G        *machine.Goroutine
	Knew     clock.Vector // before
	Knows    clock.Vector
	Doing    Moment // what it was doing
	Released bool   // it has begun a new time of its own: what it did before is known to others
}

// A Recorder records an execution.
type Recorder struct {
	Moments []Moment
	Gets    []Get
	Puts    []Put
	Draws   []Draw
	Syncs   []Sync
	// Waiting says what goroutines wait for that have not ended.
	Waiting map[*machine.Goroutine]Moment

	m        *machine.Machine
	time     int
	known    int // goroutines that were there already
	at       map[*machine.Goroutine]Moment
	pending  map[*machine.Goroutine]Moment
	open     map[*machine.Goroutine][]int // draws whose Value is not known yet
	events   []int                        // draws of what the environment does for the goroutine that goes on next
	clocks   map[*machine.Goroutine]clock.Vector
	deferred map[*machine.Goroutine]*code.Instr // the deferred call that was made last
}

// Attach makes a recorder watch the execution of m, which has not begun.
func Attach(m *machine.Machine) *Recorder {
	r := &Recorder{
		m: m, Waiting: map[*machine.Goroutine]Moment{},
		at: map[*machine.Goroutine]Moment{}, pending: map[*machine.Goroutine]Moment{},
		open: map[*machine.Goroutine][]int{}, clocks: map[*machine.Goroutine]clock.Vector{},
		deferred: map[*machine.Goroutine]*code.Instr{},
	}
	m.Trace = r.step
	m.Observer = observer{m.Observer, r}
	m.Models = models{m.Models, r}
	m.Cache = machine.NewCache() // it keeps models, and these are others
	m.Choices.Watch(r.drawn)
	return r
}

// Finish has to be called when the execution has ended.
func (r *Recorder) Finish() {
	for _, g := range r.m.Goroutines {
		r.compare(g)
		if at, ok := r.pending[g]; ok && !g.Ended() {
			r.Waiting[g] = at
		}
	}
}

func (r *Recorder) add(m Moment) {
	r.time++
	m.Time = r.time
	r.Moments = append(r.Moments, m)
	r.at[m.G] = m
}

// step is called before each instruction.
func (r *Recorder) step(g *machine.Goroutine, fn *code.Func, in *code.Instr) {
	for _, i := range r.events {
		r.drawnFor(i, g)
	}
	r.events = nil
	r.settle(g)
	r.value(g)
	r.streams(g, fn)
	r.begin(g, fn, in)
}

// settle notes what has come of what g did before.
func (r *Recorder) settle(g *machine.Goroutine) {
	if m, ok := r.pending[g]; ok {
		delete(r.pending, g)
		if r.communicated(g, &m) {
			r.add(m)
		}
	}
	r.closes(g)
	for ; r.known < len(r.m.Goroutines); r.known++ {
		child := r.m.Goroutines[r.known]
		if child.Origin.Parent != nil {
			r.add(Moment{Kind: Started, G: child.Origin.Parent, Stack: child.Origin.Stack, Child: child})
		}
	}
	r.compare(g)
}

// closes notes that a deferred call has closed a channel: no instruction does that.
func (r *Recorder) closes(g *machine.Goroutine) {
	d := g.Deferred()
	if d == r.deferred[g] {
		return
	}
	r.deferred[g] = d
	if d != nil && d.Mode == code.Builtin && d.S == "close" {
		fn, _ := g.Next()
		r.add(Moment{Kind: Closed, G: g, Stack: at(g.Stack(), fn, d), Object: r.m.Value(g, d.A[0]), In: d})
	}
}

// communicated completes what is known of an operation on channels, now that it has happened.
func (r *Recorder) communicated(g *machine.Goroutine, m *Moment) bool {
	if m.In.Op != code.Select {
		m.Object = r.m.Resolve(m.Object)
		return true
	}
	_, v := g.Last()
	t, ok := v.(machine.Tuple)
	if !ok || len(t) == 0 {
		return false
	}
	i, ok := t[0].(int64)
	if !ok {
		return false
	}
	if m.Case = int(i); i < 0 {
		m.Kind = Other
		return true
	}
	m.Object = r.m.Value(g, m.In.A[2*i])
	if m.In.S[i] == 's' {
		m.Kind = Sent
	}
	return true
}

// begin notes what g is about to do.
func (r *Recorder) begin(g *machine.Goroutine, fn *code.Func, in *code.Instr) {
	r.time++
	here := Moment{Kind: Other, Time: r.time, G: g, In: in}
	switch in.Op {
	case code.Send, code.Recv:
		here.Kind, here.Object, here.Stack = Sent, r.m.Value(g, in.A[0]), g.Stack()
		if in.Op == code.Recv {
			here.Kind = Received
		}
		here.Stack = at(here.Stack, fn, in)
		r.pending[g] = here
	case code.Select:
		here.Kind, here.Stack = Received, at(g.Stack(), fn, in)
		for i := range in.S {
			var offer any
			if in.S[i] == 'r' {
				offer = r.m.Resolve(r.m.Value(g, in.A[2*i]))
			}
			here.Offers = append(here.Offers, offer)
		}
		r.pending[g] = here
	case code.Return:
		r.add(Moment{Kind: Returned, G: g, Stack: at(g.Stack(), fn, in), In: in})
		return
	case code.If:
		here.Object = r.m.Value(g, in.A[0])
	case code.Call:
		r.call(g, fn, in, here)
	case code.Lookup:
		here.Kind, here.Stack = LookedUp, at(g.Stack(), fn, in)
		r.add(here)
	}
	if here.Stack == nil {
		here.Stack = at(g.Stack(), fn, in)
	}
	r.at[g] = here
	r.put(g, fn, in)
}

// at makes the innermost place of a stack that of the instruction that comes next.
func at(stack []machine.Place, fn *code.Func, in *code.Instr) []machine.Place {
	if len(stack) > 0 && stack[0].Fn == fn && in.Line > 0 {
		stack[0].Line, stack[0].Col = in.Line, in.Col
	}
	return stack
}

// call notes a call of a function with code, and one that closes a channel. What models do, they
// tell themselves.
func (r *Recorder) call(g *machine.Goroutine, fn *code.Func, in *code.Instr, m Moment) {
	m.Stack = at(g.Stack(), fn, in)
	switch in.Mode {
	case code.Builtin:
		switch in.S {
		case "close":
			m.Kind, m.Object = Closed, r.m.Value(g, in.A[0])
		case "delete":
			m.Kind = Deleted
		default:
			return
		}
	case code.Invoke:
		m.Kind, m.Name = Called, in.S
	default:
		m.Kind = Called
		if o := in.A[0]; o < 0 {
			m.Name = fn.Consts[o.Const()].Text
		}
	}
	r.add(m)
}

// compare notes what g has come to know since it was looked at last, and whether it has let others
// know something.
func (r *Recorder) compare(g *machine.Goroutine) {
	knew := r.clocks[g]
	joined, released := false, false
	for i, t := range g.Clock {
		switch {
		case i < len(knew) && knew[i] == t:
		case i == g.ID:
			released = len(knew) > 0
		default:
			joined = true
		}
	}
	if knew != nil && (joined || released) {
		m := r.at[g]
		r.Syncs = append(r.Syncs, Sync{Time: m.Time, G: g, Knew: knew, Knows: g.Clock.Clone(), Doing: m, Released: released})
	}
	if knew == nil || joined || released {
		r.clocks[g] = g.Clock.Clone()
	}
}

// drawn is called after each choice.
func (r *Recorder) drawn(d choice.Draw) {
	g := r.m.Current()
	out := Draw{Draw: d, Topic: r.m.Topic(), Time: r.time, G: g}
	if out.Topic == machine.Events {
		out.G = nil // the one that goes on then
	}
	r.Draws = append(r.Draws, out)
	switch i := len(r.Draws) - 1; {
	case out.Topic == machine.Events:
		r.events = append(r.events, i)
	case g == nil || out.Topic == machine.Scheduling:
	default:
		if fn, _ := g.Next(); fn != nil {
			r.drawnFor(i, g)
		} else {
			r.Draws[i].Stack = g.Stack()
		}
	}
}

// drawnFor notes that a choice was made for what a goroutine has done last, or is about to do.
func (r *Recorder) drawnFor(i int, g *machine.Goroutine) {
	d, last := &r.Draws[i], r.at[g]
	d.G, d.In, d.Stack = g, last.In, last.Stack
	if d.In == nil {
		return
	}
	if d.In.Op == code.If {
		d.Value = last.Object
	}
	if len(last.Stack) > 0 {
		d.Fn = last.Stack[0].Fn
	}
	r.open[g] = append(r.open[g], i)
}

// value says of the choices for the instruction that g has executed what its result is.
func (r *Recorder) value(g *machine.Goroutine) {
	list := r.open[g]
	if len(list) == 0 {
		return
	}
	in, v := g.Last()
	var open []int
	for _, i := range list {
		switch d := &r.Draws[i]; {
		case d.In == in:
			d.Value = v
		case d.In.Op == code.Call: // it may not have returned yet
			open = append(open, i)
		}
	}
	r.open[g] = open
}

// An observer tells of accesses.
type observer struct {
	machine.Observer
	r *Recorder
}

func (o observer) Access(m *machine.Machine, a *machine.Access) {
	o.r.add(Moment{Kind: Accessed, G: a.Goroutine, Stack: a.Stack, Object: a.Stream, Name: a.Method, Access: a, In: o.r.at[a.Goroutine].In})
	o.Observer.Access(m, a)
}

// At returns what g has done last, or is about to do.
func (r *Recorder) At(g *machine.Goroutine) Moment { return r.at[g] }

// Resolve returns what a value was found to be.
func (r *Recorder) Resolve(v machine.Value) machine.Value { return r.m.Resolve(v) }

// Failed reports whether a call has failed, by its last result. It is not known if that is no
// error.
func (r *Recorder) Failed(in *code.Instr, v machine.Value) (failed, known bool) {
	t := in.T
	if t != nil && t.Kind == code.Tuple && len(t.Elems) > 0 {
		t = t.Elems[len(t.Elems)-1]
	}
	if t == nil || !t.Error {
		return false, false
	}
	if results, ok := v.(machine.Tuple); ok && len(results) > 0 {
		v = results[len(results)-1]
	}
	switch r.m.Resolve(v).(type) {
	case machine.Nil:
		return false, true
	case nil:
		return false, false
	}
	return true, true
}
