package witness

import (
	"slices"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/record"
	"github.com/streamvet/streamvet/internal/source"
)

// A Reason says why something that one sees near an access doesn't order it with the other one.
type Reason struct {
	Lane int // whose goroutine does it
	Kind ReasonKind
	Pos  source.Pos
}

// ReasonKind says what the reason is.
type ReasonKind uint8

// The kinds of reasons.
const (
	Released  ReasonKind = iota // a mutex that the other side locks as well was unlocked before
	DoneEarly                   // what the other side waits for was done, or sent, before
	WaitsLate                   // a wait, or a receive, comes only after the access
	WaitsElse                   // a wait, or a receive, is on another path
)

// maxReasons is how many reasons are told of for each lane.
const maxReasons = 2

// reasons looks for what seems to order the accesses, and doesn't.
func (a *accountant) reasons() {
	for lane := range a.lanes {
		list := append(a.early(lane), a.late(lane)...)
		a.out.Reasons = append(a.out.Reasons, list[:min(len(list), maxReasons)]...)
	}
}

// early finds what a lane's goroutine does before the access, and would have to do after it: it
// unlocks a mutex, or it is done.
func (a *accountant) early(lane int) []Reason {
	l, other := &a.lanes[lane], &a.lanes[1-lane]
	var out []Reason
	for _, m := range slices.Backward(a.r.Moments) {
		if m.Time > l.time || m.G != l.access.Goroutine || !identifiable(m.Object) || len(m.Stack) == 0 || m.Stack[0].Fn.Pkg != a.l.pkg {
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
			until = other.time // who waits only later doesn't seem to wait for this
		}
		if a.does(other, m.Object, theirs, until) && !a.relocked(l, m) {
			out = append(out, Reason{lane, kind, a.shown(m.Stack)})
		}
	}
	return compact(out)
}

// does reports whether a lane's goroutines do one of some things to an object, before a time.
func (a *accountant) does(l *laneOf, object any, kinds []record.Kind, until int) bool {
	return slices.ContainsFunc(a.r.Moments, func(m record.Moment) bool {
		return m.Time < until && l.own[m.G] && slices.Contains(kinds, m.Kind) && identifiable(m.Object) && m.Object == object
	})
}

// relocked reports whether a lane's goroutine has locked a mutex again that it has unlocked.
func (a *accountant) relocked(l *laneOf, unlocked record.Moment) bool {
	return unlocked.Kind == record.Unlocked && slices.ContainsFunc(a.r.Moments, func(m record.Moment) bool {
		return m.G == unlocked.G && m.Time > unlocked.Time && m.Time < l.time && identifiable(m.Object) && m.Object == unlocked.Object &&
			(m.Kind == record.Locked || m.Kind == record.RLocked)
	})
}

// late finds waits in the functions that lead to a lane's access, for something that the other
// lane's do, and that don't come before the access.
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
	waits[code.Call] = waits[code.Call] || l.startsBy(other, ".Go")
	var out []Reason
	for _, p := range l.access.Stack {
		if p.Fn.Pkg != a.l.pkg {
			continue
		}
		each(p.Fn, func(in *code.Instr) {
			isWait := waits[code.Call] && calls(p.Fn, in, ".Wait") || waits[code.Recv] && in.Op == code.Recv
			if !isWait || in.Line == 0 {
				return
			}
			at := machine.Place{Fn: p.Fn, Line: in.Line, Col: in.Col}
			switch before, after := a.came(l, at); {
			case before:
			case after:
				out = append(out, Reason{lane, WaitsLate, a.l.Pos(at)})
			default:
				out = append(out, Reason{lane, WaitsElse, a.l.Pos(at)})
			}
		})
	}
	return compact(out)
}

// came reports whether a lane's goroutine came by a place, before its access or after it.
func (a *accountant) came(l *laneOf, at machine.Place) (before, after bool) {
	for _, m := range a.r.Moments {
		if m.G == l.access.Goroutine && slices.Contains(m.Stack, at) {
			before = before || m.Time < l.time
			after = after || m.Time > l.time
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

// calls reports whether an instruction calls, now or when the function returns, a method of that
// name of a group: one of package sync, or one that is like it.
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
