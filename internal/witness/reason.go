package witness

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/record"
	"github.com/streamvet/streamvet/internal/source"
)

// A Reason says why a lock or a wait near an access doesn't order it with the other one.
type Reason struct {
	Lane int // whose goroutine does it
	Kind ReasonKind
	Pos  source.Pos
	// Starter says that the goroutine that has started both does it, and not the lane's.
	Starter bool
	// Left is where the function with the wait returned without having reached it.
	Left source.Pos
	// Took and Other are cases of a select: the one that was taken, and the one that would have waited.
	Took, Other int
	// Name is of what it is about, if another package does it: a mutex, a channel.
	Name string
	Room int // of a channel that lets both in
}

// ReasonKind says what the reason is.
type ReasonKind uint8

// The kinds of reasons.
const (
	Released  ReasonKind = iota // a mutex that the other side locks as well was unlocked before
	DoneEarly                   // what the other side waits for was done, or sent, before
	WaitsLate                   // a wait, or a receive, comes only after the access
	WaitsElse                   // a wait, or a receive, is on another path
	TookOther                   // a select that could have waited has taken another case
	GotOther                    // a receive that could have waited has got what another goroutine has sent
	LetsIn                      // both have sent on a channel that has room for more than one
	Full                        // a select has found a channel full, and taken its default
	Buffered                    // a channel has taken what is received only after the other access
	Removed                     // a mutex was removed from its map before the other side has looked for it
)

// maxReasons is how many reasons are told of for each lane.
const maxReasons = 2

// reasons looks for what seems to order the accesses, and doesn't.
func (a *accountant) reasons() {
	a.out.Reasons = slices.Concat(a.slots(), a.removed())
	for lane := range a.lanes {
		full := a.full(lane)
		list := slices.Concat(full, a.buffered(lane), a.early(lane), a.selected(lane), a.received(lane), a.late(lane))
		// That the select had room at an earlier time says nothing.
		list = slices.DeleteFunc(list, func(r Reason) bool {
			return r.Kind == DoneEarly && slices.ContainsFunc(full, func(f Reason) bool { return f.Pos == r.Pos })
		})
		a.out.Reasons = append(a.out.Reasons, list[:min(len(list), maxReasons)]...)
	}
}

// early finds what a lane's goroutine does before the access and would have to do after it: it
// unlocks a mutex, or tells a waiter that it is done.
func (a *accountant) early(lane int) []Reason {
	l, other := &a.lanes[lane], &a.lanes[1-lane]
	var out []Reason
	for _, m := range slices.Backward(a.r.Moments) {
		if m.Time > l.time || m.G != l.access.Goroutine || !identifiable(m.Object) || len(m.Stack) == 0 || !a.tellable(m) {
			continue
		}
		kind, theirs := Released, []record.Kind{record.Locked, record.RLocked}
		switch m.Kind {
		case record.Unlocked:
		case record.Done, record.Closed, record.Sent:
			kind, theirs = DoneEarly, []record.Kind{record.Waited, record.Received}
		default:
			continue
		}
		until := last
		if kind == DoneEarly {
			until = other.time // a wait after the access does not seem to order it
		}
		if a.does(other, m.Object, theirs, until) && !a.relocked(l, m) {
			out = append(out, Reason{Lane: lane, Kind: kind, Pos: a.shown(m.Stack), Name: a.nameElsewhere(m)})
			a.sync(lane, m)
		}
	}
	return compact(out)
}

// tellable reports whether something of its own can be said of what was done: a mutex that another
// package unlocks has a name.
func (a *accountant) tellable(m record.Moment) bool {
	return m.Stack[0].Fn.Pkg == a.l.pkg || m.Kind == record.Unlocked && !a.l.foreign(m.Stack[0].Fn) && nameIn(m) != ""
}

// nameElsewhere names what was done to something, if another package did it.
func (a *accountant) nameElsewhere(m record.Moment) string {
	if m.Stack[0].Fn.Pkg == a.l.pkg {
		return ""
	}
	return nameIn(m)
}

// full finds a select on the way to a lane's access that has found a channel full, and gone on with its
// default.
func (a *accountant) full(lane int) []Reason {
	l := &a.lanes[lane]
	for _, m := range slices.Backward(a.r.Moments) {
		if m.Time > l.time || m.G != l.access.Goroutine || m.In == nil || m.In.Op != code.Select || m.Case >= 0 || len(m.Stack) == 0 {
			continue
		}
		at := m.Stack[0]
		if !strings.Contains(m.In.S, "s") || a.l.foreign(at.Fn) || !slices.ContainsFunc(l.access.Stack, func(p machine.Place) bool { return p.Fn == at.Fn }) {
			continue
		}
		return []Reason{{Lane: lane, Kind: Full, Pos: a.l.Pos(at), Name: nameOfCase(at.Fn, m.In, -1)}}
	}
	return nil
}

// removed finds where the mutex that one lane holds was deleted from a map before the other one has
// looked for it there, and has got another one.
func (a *accountant) removed() []Reason {
	one, other := a.lanes[0].access.Locks, a.lanes[1].access.Locks
	for _, x := range one {
		for _, y := range other {
			if x.Place != y.Place || x.Mutex == y.Mutex {
				continue
			}
			first, second, lane := a.lookedUp(&a.lanes[0], x.Place), a.lookedUp(&a.lanes[1], y.Place), 0
			if first.Time > second.Time {
				first, second, lane = second, first, 1
			}
			for _, m := range a.r.Moments {
				if m.Kind == record.Deleted && first.Time < m.Time && m.Time < second.Time && nameIn(m) != "" && nameIn(m) == nameIn(first) {
					return []Reason{{Lane: lane, Kind: Removed, Pos: a.l.Pos(m.Stack[0]), Name: nameIn(m)}}
				}
			}
		}
	}
	return nil
}

// lookedUp returns when a lane's goroutine has looked in a map last, in the function that has locked a
// mutex that it holds.
func (a *accountant) lookedUp(l *laneOf, lock machine.Place) record.Moment {
	locked := l.time
	for _, m := range slices.Backward(a.r.Moments) {
		switch {
		case m.Time >= locked || m.G != l.access.Goroutine || len(m.Stack) == 0:
		case locks(m) && m.Stack[0] == lock && locked == l.time:
			locked = m.Time
		case m.Kind == record.LookedUp && m.Stack[0].Fn == lock.Fn && locked < l.time:
			return m
		}
	}
	return record.Moment{}
}

// does reports whether one of a lane's goroutines does something of one of the kinds to an object
// before a time.
func (a *accountant) does(l *laneOf, object any, kinds []record.Kind, until int) bool {
	return slices.ContainsFunc(a.r.Moments, func(m record.Moment) bool {
		return m.Time < until && l.own[m.G] && slices.Contains(kinds, m.Kind) && identifiable(m.Object) && m.Object == object
	})
}

// relocked reports whether a lane's goroutine has locked a mutex again after unlocking it.
func (a *accountant) relocked(l *laneOf, unlocked record.Moment) bool {
	return unlocked.Kind == record.Unlocked && slices.ContainsFunc(a.r.Moments, func(m record.Moment) bool {
		return m.G == unlocked.G && m.Time > unlocked.Time && m.Time < l.time && identifiable(m.Object) && m.Object == unlocked.Object &&
			(m.Kind == record.Locked || m.Kind == record.RLocked)
	})
}

// late finds waits that come too late or not at all: they are in the functions that lead to a lane's
// access, for something that the other lane's functions do, and don't come before the access.
func (a *accountant) late(lane int) []Reason {
	l, other := &a.lanes[lane], &a.lanes[1-lane]
	waits := map[code.Op]bool{}
	for _, fn := range functions(other) {
		each(fn, func(in *code.Instr) {
			switch {
			case calls(fn, in, ".Done"):
				waits[code.Call] = true
			case in.Op == code.Send, in.Mode == code.Builtin && in.S == "close":
				waits[code.Recv] = true
			}
		})
	}
	if slices.ContainsFunc(a.out.Reasons, func(r Reason) bool { return r.Kind == LetsIn }) {
		waits[code.Recv] = false // it gives the slot back
	}
	waits[code.Call] = waits[code.Call] || l.startsBy(other, ".Go")
	var out []Reason
	who := a.waiter(lane)
	for _, fn := range who.functions {
		if fn.Pkg != a.l.pkg {
			continue
		}
		each(fn, func(in *code.Instr) {
			isWait := waits[code.Call] && calls(fn, in, ".Wait") || waits[code.Recv] && in.Op == code.Recv
			if !isWait || in.Line == 0 {
				return
			}
			at := machine.Place{Fn: fn, Line: in.Line, Col: in.Col}
			r := Reason{Lane: lane, Kind: WaitsElse, Pos: a.l.Pos(at), Starter: who.starter}
			switch before, after := a.came(who, at); {
			case before:
				return
			case after && !who.starter:
				r.Kind = WaitsLate
			default:
				if r.Left = a.left(who, fn); who.starter && !r.Left.IsValid() {
					return // it comes later, when both have been started
				}
			}
			out = append(out, r)
		})
	}
	return compact(out)
}

// A waiter is a goroutine that could wait for the other lane's before the lane's access comes, in one
// of some functions, between two times.
type waiter struct {
	g           *machine.Goroutine
	functions   []*code.Func
	from, until int
	starter     bool // it has started both goroutines
}

// waiter returns who could wait for the other goroutine before a lane's access: the lane's goroutine,
// in the functions that lead to the access or to the start of the other one; or the one that has
// started both, before it starts the second.
func (a *accountant) waiter(lane int) waiter {
	l, other := &a.lanes[lane], a.outermost(1-lane)
	if p, first, later, ok := a.starter(); ok && later == lane {
		return waiter{p, functionsOf(other.Origin.Stack), a.started(a.outermost(first), 0), a.started(a.outermost(later), 0), true}
	}
	w := waiter{g: l.access.Goroutine, functions: functionsOf(l.access.Stack), until: l.time}
	if other.Origin.Parent == w.g {
		for _, fn := range functionsOf(other.Origin.Stack) {
			if !slices.Contains(w.functions, fn) {
				w.functions = append(w.functions, fn)
			}
		}
		w.from = a.started(other, 0)
	}
	return w
}

func functionsOf(stack []machine.Place) []*code.Func {
	var out []*code.Func
	for _, p := range stack {
		if !slices.Contains(out, p.Fn) {
			out = append(out, p.Fn)
		}
	}
	return out
}

// left returns where a function has returned without a wait.
func (a *accountant) left(w waiter, fn *code.Func) source.Pos {
	for _, m := range a.r.Moments {
		if m.Kind == record.Returned && m.G == w.g && w.from < m.Time && m.Time < w.until && m.Stack[0].Fn == fn {
			return a.l.Pos(m.Stack[0])
		}
	}
	return source.Pos{}
}

// slots finds a semaphore that lets both in: a channel on which both have sent before their accesses,
// and from which one receives afterwards.
func (a *accountant) slots() []Reason {
	for _, m := range a.r.Moments {
		c, ok := a.r.Resolve(m.Object).(*machine.Chan)
		if !ok || m.Kind != record.Sent || m.G != a.lanes[0].access.Goroutine || m.Time > a.lanes[0].time || c.Cap() < 2 || len(m.Stack) == 0 || a.l.foreign(m.Stack[0].Fn) {
			continue
		}
		own := map[*machine.Goroutine]bool{}
		taken, given := record.Moment{}, false
		for _, o := range a.r.Moments {
			if !identifiable(o.Object) || a.r.Resolve(o.Object) != any(c) {
				continue
			}
			own[o.G] = true
			if o.Kind == record.Sent && o.G == a.lanes[1].access.Goroutine && o.Time < a.lanes[1].time {
				taken = o
			}
			given = given || o.Kind == record.Received && (o.G == a.lanes[0].access.Goroutine && o.Time > a.lanes[0].time || o.G == a.lanes[1].access.Goroutine && o.Time > a.lanes[1].time)
		}
		if taken.G != nil && given && len(own) <= 2 {
			a.sync(0, m)
			a.sync(1, taken)
			return []Reason{{Lane: 0, Kind: LetsIn, Pos: a.l.Pos(m.Stack[0]), Name: a.nameElsewhere(m), Room: c.Cap()}}
		}
	}
	return nil
}

// buffered finds a send before a lane's access that has not waited for the other lane's goroutine, since
// the channel has room: that one receives only after its access.
func (a *accountant) buffered(lane int) []Reason {
	l, other := &a.lanes[lane], &a.lanes[1-lane]
	for _, m := range slices.Backward(a.r.Moments) {
		c, ok := a.r.Resolve(m.Object).(*machine.Chan)
		if !ok || m.Kind != record.Sent || m.G != l.access.Goroutine || m.Time > l.time || c.Cap() == 0 || len(m.Stack) == 0 || m.Stack[0].Fn.Pkg != a.l.pkg {
			continue
		}
		uses := func(kind record.Kind, from int) bool {
			return slices.ContainsFunc(a.r.Moments, func(o record.Moment) bool {
				return o.Kind == kind && o.G == other.access.Goroutine && o.Time > from && identifiable(o.Object) && a.r.Resolve(o.Object) == any(c)
			})
		}
		if uses(record.Received, other.time) && !uses(record.Sent, 0) { // a signal, and no semaphore
			return []Reason{{Lane: lane, Kind: Buffered, Pos: a.l.Pos(m.Stack[0]), Room: c.Cap()}}
		}
	}
	return nil
}

// selected finds selects that chose another case than the one that would have waited for the other
// lane's goroutine.
func (a *accountant) selected(lane int) []Reason {
	other, who := &a.lanes[1-lane], a.waiter(lane)
	for _, m := range slices.Backward(a.r.Moments) {
		if m.G != who.g || m.Time < who.from || m.Time > who.until || m.In == nil || m.In.Op != code.Select || len(m.Stack) == 0 || m.Stack[0].Fn.Pkg != a.l.pkg {
			continue
		}
		for i, offer := range m.Offers {
			if i != m.Case && identifiable(offer) && a.tells(other, offer) {
				return []Reason{{Lane: lane, Kind: TookOther, Pos: a.l.Pos(m.Stack[0]), Starter: who.starter, Took: m.Case, Other: i}}
			}
		}
	}
	return nil
}

// received finds receives of what another goroutine has sent, where the other lane's goroutine sends
// as well, but later.
func (a *accountant) received(lane int) []Reason {
	other, who := &a.lanes[1-lane], a.waiter(lane)
	for _, m := range slices.Backward(a.r.Moments) {
		if m.G != who.g || m.Time < who.from || m.Time > who.until || m.Kind != record.Received || len(m.Stack) == 0 {
			continue
		}
		c := a.r.Resolve(m.Object)
		if _, ok := c.(*machine.Chan); !ok || !a.tells(other, c) || slices.ContainsFunc(a.r.Moments, func(o record.Moment) bool {
			return o.G == other.access.Goroutine && o.Time < other.time && o.Kind == record.Sent && a.r.Resolve(o.Object) == c
		}) {
			continue
		}
		return []Reason{{Lane: lane, Kind: GotOther, Pos: a.shown(m.Stack), Starter: who.starter, Took: m.Case}}
	}
	return nil
}

// tells reports whether a lane's goroutine sends on a channel after its access, or closes it.
func (a *accountant) tells(l *laneOf, channel any) bool {
	is := func(m record.Moment) bool {
		return m.G == l.access.Goroutine && m.Time > l.time && (m.Kind == record.Sent || m.Kind == record.Closed) && a.r.Resolve(m.Object) == channel
	}
	waits, ok := a.r.Waiting[l.access.Goroutine]
	return slices.ContainsFunc(a.r.Moments, is) || ok && waits.Kind == record.Sent && a.r.Resolve(waits.Object) == channel
}

// came reports whether a waiter was at a place, before the lane's access or after it.
func (a *accountant) came(w waiter, at machine.Place) (before, after bool) {
	for _, m := range a.r.Moments {
		if m.G == w.g && m.Time > w.from && slices.Contains(m.Stack, at) {
			before = before || m.Time < w.until
			after = after || m.Time > w.until
		}
	}
	return before, after
}

// functions returns those in which the goroutine of a lane is at its access, and the one that it
// began with.
func functions(l *laneOf) []*code.Func {
	var out []*code.Func
	for _, p := range l.access.Stack {
		out = append(out, p.Fn)
	}
	if fn := l.access.Goroutine.Origin.Fn; fn != nil && !slices.Contains(out, fn) {
		out = append(out, fn)
	}
	return out
}

// startsBy reports whether the other lane's goroutine was started, in a function of this one, by a
// method of that name.
func (l *laneOf) startsBy(other *laneOf, method string) bool {
	stack := other.access.Goroutine.Origin.Stack
	if len(stack) == 0 {
		return false
	}
	found := false
	each(stack[0].Fn, func(in *code.Instr) {
		found = found || in.Line == stack[0].Line && in.Col == stack[0].Col && calls(stack[0].Fn, in, method)
	})
	return found
}

func each(fn *code.Func, f func(in *code.Instr)) {
	for b := range fn.Blocks {
		for i := range fn.Blocks[b].Instrs {
			f(&fn.Blocks[b].Instrs[i])
		}
	}
}

// calls reports whether an instruction calls or defers a method of that name of a sync.WaitGroup or
// an errgroup.Group.
func calls(fn *code.Func, in *code.Instr, method string) bool {
	if in.Op != code.Call && in.Op != code.Defer || in.Mode != code.Value || len(in.A) == 0 || in.A[0] >= 0 {
		return false
	}
	name := fn.Consts[in.A[0].Const()].Text
	return name == "(*sync.WaitGroup)"+method || name == "(*golang.org/x/sync/errgroup.Group)"+method
}

func compact(list []Reason) []Reason {
	var out []Reason
	for _, r := range list {
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}
