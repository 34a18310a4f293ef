package witness

import (
	"cmp"
	"slices"

	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/record"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
)

// An Event is something that one of the goroutines does.
type Event struct {
	Lane    int
	Kind    story.Kind
	Pos     source.Pos
	Callee  string     // the function that is called, if it has a name
	Runs    source.Pos // of a call: the function that runs next, without those of other modules
	Starts  int        // 1 or 2 if that lane's goroutine begins
	Way     int        // 1 or 2 if it is on the way to that lane's access, whoever does it
	Early   bool       // an ancestor of the lane's goroutine does it
	Both    bool       // an ancestor of both does it: it is among the events of each lane
	Again   bool       // the goroutine that has started both does it a second time
	Inner   bool       // it happens in another package
	Via     source.Pos // of Inner things: the call by which the goroutine comes there, if Pos is not that and it is to be told
	Shared  bool       // of a lock: it is for reading
	Pending bool       // the goroutine still waits for it at the end of the execution
	Case    int        // of a select
	Name    string     // of what Inner things are done to: for readers who don't see the source there
	time    int
}

// An Order says that one event happens before one of the other lane. Both are given by their indexes.
type Order struct{ From, To int }

// ways adds events for the steps that lead to an access: each for the last time that it was made
// before the next one, and in the lane of the goroutine that made it.
func (a *accountant) ways(lane int) {
	l := &a.lanes[lane]
	list := a.passed(l)
	for i := range list {
		p := list[i]
		last := i == len(list)-1
		if !last && (a.l.foreign(p.at.Fn) || p.Kind == AtCall && p.at.Fn.Synthetic) {
			continue
		}
		starts := 0 // if it starts an ancestor of the lane's goroutine
		if !slices.ContainsFunc(list[i+1:], func(p passed) bool { return p.g != l.access.Goroutine && !a.l.foreign(p.at.Fn) }) {
			starts = lane + 1
		}
		e := Event{Kind: kinds[p.Kind], Pos: p.Pos, Way: lane + 1, time: p.time}
		e.Lane, e.Early = a.laneOf(lane, p.g)
		switch {
		case p.Kind == AtGo:
			e.Starts = starts
			// The goroutine may run a library's function, which calls one of the module.
			next := i + 1
			for next < len(list)-1 && a.l.foreign(list[next].at.Fn) {
				next++
			}
			if fn := list[next].at.Fn; next > i+1 && !a.l.foreign(fn) && !fn.Synthetic {
				e.Callee, e.Runs = a.l.title(fn), a.l.Pos(machine.Place{Fn: fn, Line: fn.Line, Col: fn.Col})
			}
		case p.Kind == AtHandler:
			e.Starts = starts
			e.Lane = lane
		case p.Kind == AtCall && !last:
			next := i + 1
			for next < len(list)-1 && a.l.foreign(list[next].at.Fn) {
				if list[next].Kind == AtGo { // somewhere in the library, the goroutine is started
					e.Kind, e.Starts, e.time = story.Go, starts, list[next].time
				}
				next++
			}
			e.Callee = a.l.title(list[next].at.Fn)
			if fn := list[next].at.Fn; !a.l.foreign(fn) && !fn.Synthetic {
				e.Runs = a.l.Pos(machine.Place{Fn: fn, Line: fn.Line, Col: fn.Col})
			}
		}
		if e.Starts > 0 && e.Early {
			e.Early = false // the lane begins with it
		}
		a.add(e)
	}
}

var kinds = [...]story.Kind{AtCall: story.Call, AtGo: story.Go, AtHandler: story.Handler, AtAccess: story.Access}

// add adds an event, once.
func (a *accountant) add(e Event) {
	same := func(o Event) bool {
		return o.time == e.time && o.Lane == e.Lane && o.Kind == e.Kind && o.Starts == e.Starts
	}
	if i := slices.IndexFunc(a.out.Events, same); i >= 0 {
		a.out.Events[i].Again = a.out.Events[i].Again || e.Again
		return
	}
	a.out.Events = append(a.out.Events, e)
}

// passed is a step of a lane, with the goroutine that made it and the time.
type passed struct {
	Step
	g    *machine.Goroutine
	time int
}

// passed returns the steps of a lane as its goroutines made them.
func (a *accountant) passed(l *laneOf) []passed {
	out := make([]passed, len(l.Steps))
	g, next := l.access.Goroutine, l.time
	for i, step := range slices.Backward(l.Steps) {
		if step.Kind == AtGo && g.Origin.Parent != nil {
			child := g
			g = g.Origin.Parent
			next = a.started(child, next)
		} else if i < len(l.Steps)-1 {
			next = a.before(l, step, g, next)
		}
		out[i] = passed{step, g, next}
	}
	return out
}

// started returns when a goroutine was started.
func (a *accountant) started(child *machine.Goroutine, otherwise int) int {
	for _, m := range a.r.Moments {
		if m.Kind == record.Started && m.Child == child {
			return m.Time
		}
	}
	return max(otherwise-1, 0)
}

// before returns the last time before next at which a goroutine made a step of a lane.
func (a *accountant) before(l *laneOf, step Step, g *machine.Goroutine, next int) int {
	for _, m := range slices.Backward(a.r.Moments) {
		if m.Time >= next {
			continue
		}
		if step.Kind == AtHandler {
			if m.Kind == record.Started && m.Child.Origin.Fn == step.at.Fn && l.own[m.Child] {
				return m.Time
			}
		} else if m.Kind == record.Called && m.G == g && len(m.Stack) > 0 && m.Stack[0] == step.at {
			return m.Time
		}
	}
	return max(next-1, 0)
}

// laneOf returns the lane in which to show what a goroutine does on the way to the access of one of
// them, and whether it does that before the lane's own goroutine begins.
func (a *accountant) laneOf(lane int, g *machine.Goroutine) (_ int, early bool) {
	switch g {
	case a.lanes[lane].access.Goroutine:
		return lane, false
	case a.lanes[1-lane].access.Goroutine:
		return 1 - lane, false
	}
	return lane, true
}

// again adds how a common ancestor of both lanes gets to the go statement a second time: the function
// with the statement returns, and is called once more.
func (a *accountant) again() {
	p, first, later, ok := a.starter()
	if !ok {
		return
	}
	stack := a.outermost(later).Origin.Stack
	from, to := a.started(a.outermost(first), 0), a.started(a.outermost(later), 0)
	var call record.Moment
	for _, m := range a.r.Moments {
		further := call.Stack == nil || len(m.Stack) <= len(call.Stack)
		if m.Kind == record.Called && m.G == p && from < m.Time && m.Time < to && further && suffix(stack, m.Stack) {
			call = m
		}
	}
	if call.Stack == nil {
		return
	}
	callee := stack[len(stack)-len(call.Stack)-1].Fn
	for _, m := range slices.Backward(a.r.Moments) {
		if m.Kind == record.Returned && m.G == p && from < m.Time && m.Time < call.Time && len(m.Stack) == len(call.Stack)+1 && m.Stack[0].Fn == callee {
			if a.l.foreign(callee) {
				return
			}
			a.add(Event{Lane: later, Kind: story.Return, Pos: a.l.Pos(m.Stack[0]), Callee: a.l.title(callee), Early: true, Again: true, time: m.Time})
			break
		}
	}
	a.add(Event{Lane: later, Kind: story.Call, Pos: a.l.Pos(call.Stack[0]), Callee: a.l.title(callee), Early: true, Again: true, time: call.Time})
}

// suffix reports whether end is the outer part of a longer stack.
func suffix(stack, end []machine.Place) bool {
	return len(end) > 0 && len(end) < len(stack) && slices.Equal(stack[len(stack)-len(end):], end)
}

// outermost returns the goroutine of a lane's chain that a common ancestor of both lanes has started.
func (a *accountant) outermost(lane int) *machine.Goroutine {
	return a.lanes[lane].chain[len(a.lanes[lane].chain)-1]
}

// starter returns the goroutine that has started those of both lanes, or their ancestors, and in
// which order it did.
func (a *accountant) starter() (p *machine.Goroutine, first, later int, ok bool) {
	x, y := a.outermost(0), a.outermost(1)
	p = x.Origin.Parent
	if p == nil || p != y.Origin.Parent || x.Origin.Kind != machine.FromGo || y.Origin.Kind != machine.FromGo || p.Origin.Parent == p {
		return nil, 0, 0, false
	}
	if a.started(x, 0) > a.started(y, 0) {
		return p, 1, 0, true
	}
	return p, 0, 1, true
}

// orders adds the happens-before edges between the goroutines of the lanes, which order parts of
// these, but not the accesses. Of the edges before the accesses, the last one in each direction is
// enough; of those after them, the first.
func (a *accountant) orders() {
	type order struct {
		from, to         record.Moment
		fromLane, toLane int
	}
	var before [2][]order // by the lane in which the edge ends
	var after []order
	end := max(a.lanes[0].time, a.lanes[1].time)
	for _, s := range a.r.Syncs {
		for lane := range a.lanes {
			if s.G != a.lanes[lane].access.Goroutine || !told(s.Doing) {
				continue
			}
			from, ok := a.r.Learned(s, a.lanes[1-lane].access.Goroutine)
			if !ok || !told(from) {
				continue
			}
			o := order{from, s.Doing, 1 - lane, lane}
			if s.Time < end {
				before[lane] = []order{o}
			} else if len(after) == 0 && o.from.Kind != record.Unlocked {
				after = append(after, o)
			}
		}
	}
	for _, o := range slices.Concat(before[0], before[1], after) {
		a.sync(o.fromLane, o.from)
		a.sync(o.toLane, o.to)
		a.ordered = append(a.ordered, [2]moment{{o.fromLane, o.from.Time}, {o.toLane, o.to.Time}})
	}
}

// a moment is when something was done in a lane.
type moment struct{ lane, time int }

// told reports whether there are events of a moment's kind.
func told(m record.Moment) bool {
	_, ok := syncKinds[m.Kind]
	return ok && len(m.Stack) > 0
}

var syncKinds = map[record.Kind]story.Kind{
	record.Locked: story.Locked, record.RLocked: story.Locked, record.Unlocked: story.Freed,
	record.Waited: story.Wait, record.Done: story.Done,
	record.Sent: story.Send, record.Received: story.Receive, record.Closed: story.Close,
}

// sync adds what a lane's goroutine does to synchronize. For a mutex, both Lock and Unlock are added.
func (a *accountant) sync(lane int, m record.Moment) {
	a.syncAlone(lane, m)
	switch m.Kind {
	case record.Unlocked:
		for _, o := range slices.Backward(a.r.Moments) {
			if o.Time < m.Time && o.G == m.G && locks(o) && o.Object == m.Object {
				a.syncAlone(lane, o)
				return
			}
		}
	case record.Locked, record.RLocked:
		for _, o := range a.r.Moments {
			if o.Time > m.Time && o.G == m.G && o.Kind == record.Unlocked && o.Object == m.Object {
				a.syncAlone(lane, o)
				return
			}
		}
	}
}

func locks(m record.Moment) bool { return m.Kind == record.Locked || m.Kind == record.RLocked }

func (a *accountant) syncAlone(lane int, m record.Moment) {
	e := Event{Lane: lane, Kind: syncKinds[m.Kind], Pos: a.shown(m.Stack), Shared: m.Kind == record.RLocked, Case: m.Case, time: m.Time}
	if len(m.Stack) > 0 && m.Stack[0].Fn.Pkg != a.l.pkg {
		e.Inner, e.Name = true, nameIn(m)
		// In another package of the module, it is told where it happens, and how the goroutine has
		// come there, unless that is told already.
		if e.Name != "" && !a.l.foreign(m.Stack[0].Fn) {
			onWay := func(s Step) bool { return s.Pos == e.Pos }
			if !slices.ContainsFunc(a.lanes[lane].Steps, onWay) {
				e.Via = e.Pos
			}
			e.Pos = a.l.Pos(m.Stack[0])
		}
	}
	a.add(e)
}

// held adds when the mutexes that a lane's goroutine holds at its access are locked and unlocked.
func (a *accountant) held(lane int) {
	l := &a.lanes[lane]
	for _, h := range l.access.Locks {
		for _, m := range slices.Backward(a.r.Moments) {
			if m.Time < l.time && m.G == l.access.Goroutine && locks(m) && len(m.Stack) > 0 && m.Stack[0] == h.Place {
				a.sync(lane, m)
				break
			}
		}
	}
}

// identifiable reports whether two values of v's type are equal only if they are one object.
func identifiable(v any) bool {
	switch v.(type) {
	case *machine.Cell, *machine.Chan, *machine.Unknown:
		return true
	}
	return false
}

// end adds where a lane's goroutine ends, or what it still waits for.
func (a *accountant) end(lane int) {
	g := a.lanes[lane].access.Goroutine
	if m, ok := a.r.Waiting[g]; ok {
		a.out.Events = append(a.out.Events, Event{Lane: lane, Kind: story.Wait, Pos: a.shown(m.Stack), Pending: true, time: last + 1})
		return
	}
	if g.Ended() {
		e := Event{Lane: lane, Kind: story.End, time: a.r.At(g).Time + 1}
		// The return at the end of a function has no place of its own.
		if stack := a.r.At(g).Stack; len(stack) > 0 && stack[0].Line != stack[0].Fn.Line && slices.ContainsFunc(stack, func(p machine.Place) bool { return !a.l.foreign(p.Fn) }) {
			e.Pos = a.shown(stack)
		}
		a.out.Events = append(a.out.Events, e)
	}
}

// last is a time after everything that happens in an execution.
const last = 1 << 30

// arrange sorts the events by time, and makes Account.Orders of what is ordered.
func (a *accountant) arrange() {
	events := a.out.Events
	slices.SortStableFunc(events, func(x, y Event) int { return cmp.Compare(x.time, y.time) })
	for i := range events {
		twin := func(e Event) bool {
			return e.Early && e.Lane != events[i].Lane && e.time == events[i].time && e.Kind == events[i].Kind && e.Starts == 0
		}
		events[i].Both = events[i].Early && events[i].Starts == 0 && slices.ContainsFunc(events, twin)
	}
	index := func(m moment) int {
		return slices.IndexFunc(events, func(e Event) bool { return e.Lane == m.lane && e.time == m.time })
	}
	for _, o := range a.ordered {
		if from, to := index(o[0]), index(o[1]); from >= 0 && to >= 0 {
			a.out.Orders = append(a.out.Orders, Order{from, to})
		}
	}
}
