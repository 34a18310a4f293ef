package model

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// Time orders nothing: a timer may fire at any moment, and sleeping is no synchronization.
func times() table {
	t := table{
		"time.Sleep":     {sleep, true},
		"time.After":     {after(1), false},
		"time.Tick":      {after(ticks), false},
		"time.NewTimer":  {newTimer(1), false},
		"time.NewTicker": {newTimer(ticks), false},
		"time.AfterFunc": {timeAfterFunc, true},

		"(*time.Timer).Stop":   {stopTimer, true},
		"(*time.Timer).Reset":  {resetTimer, true},
		"(*time.Ticker).Stop":  {stopTimer, true},
		"(*time.Ticker).Reset": {resetTimer, true},
		"runtime.Gosched":      {sleep, true},
	}
	return t
}

// ticks is how often a ticker fires in an execution.
const ticks = 4

func sleep(c *machine.Call) (machine.Value, machine.Status) {
	c.G.Yield()
	return nil, machine.Done
}

func timeChan(m *machine.Machine, n int) *machine.Chan {
	ch := m.NewChan(&code.Type{Name: "chan time.Time", Kind: code.Chan, Elem: m.Program.Basic("time.Time", code.Struct)}, 0)
	ch.Left = n
	return ch
}

func after(n int) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) { return timeChan(c.M, n), machine.Done }
}

// A timer is the state of a time.Timer or a time.Ticker: of one with a channel, or of one
// that AfterFunc has made.
type timer struct {
	ch    *machine.Chan
	n     int           // of values that ch may get, or how often the timer was started
	fn    machine.Value // of AfterFunc
	stack []machine.Place
	armed *arming // what will call fn
}

// An arming is a call of a timer's function that is to come, until it is stopped.
type arming struct{ fired, stopped bool }

func (a *arming) active() bool { return a != nil && !a.fired && !a.stopped }

// newTimer makes an object whose first field is the channel C.
func newTimer(n int) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		cell := newObject(c)
		s := machine.Sync[timer](c.M, cell)
		s.ch, s.n = timeChan(c.M, n), n
		c.M.Store(c.M.FieldOf(cell, 0, "C", c.M.Program.Basic("<-chan (time.Time)", code.Chan)), s.ch)
		return cell, machine.Done
	}
}

// timeAfterFunc: "AfterFunc waits for the duration to elapse and then calls f in its own
// goroutine".
func timeAfterFunc(c *machine.Call) (machine.Value, machine.Status) {
	cell := newObject(c)
	s := machine.Sync[timer](c.M, cell)
	s.fn, s.stack = c.Args[1], c.G.Stack()
	s.start(c)
	return cell, machine.Done
}

// start makes the goroutine that calls the timer's function. What was done before the timer
// was started, or reset, is known to it.
func (s *timer) start(c *machine.Call) {
	if s.n++; s.n > ticks {
		return
	}
	a, fn := new(arming), s.fn
	s.armed = a
	g := c.M.Spawn(c.G, machine.Origin{Kind: machine.FromTimer, Stack: s.stack}, &machine.Closure{
		Name: "timer",
		Native: func(c *machine.Call) (machine.Value, machine.Status) {
			if a.stopped {
				return nil, machine.Done
			}
			a.fired = true
			return c.Call(fn, nil)
		},
	}, nil)
	if g != nil {
		if cl, ok := c.M.Resolve(fn).(*machine.Closure); ok {
			g.Origin.Fn = cl.Fn
		}
		g.Yield()
	}
}

// stop ends what is to come, and reports whether there was something: "Stop returns true if
// the call stops the timer, false if the timer has already expired or been stopped". It "does
// not wait for f to complete" (https://pkg.go.dev/time#Timer.Stop).
func (s *timer) stop() bool {
	if s.ch != nil {
		was := s.ch.Left > 0
		s.ch.Left = 0
		return was
	}
	was := s.armed.active()
	if was {
		s.armed.stopped = true
	}
	return was
}

func stopTimer(c *machine.Call) (machine.Value, machine.Status) {
	s := objectOf[timer](c)
	if s == nil {
		return nil, machine.Pushed
	}
	if s.ch == nil && s.fn == nil { // A timer that code outside the program has made.
		return c.M.Havoc(c), machine.Done
	}
	return s.stop(), machine.Done
}

// resetTimer: "Reset ... returns true if the timer had been active, false if the timer had
// expired or been stopped", and then "reschedules when f will run, in which case it returns
// true, or ... schedules f to run again, in which case it returns false"
// (https://pkg.go.dev/time#Timer.Reset).
func resetTimer(c *machine.Call) (machine.Value, machine.Status) {
	s := objectOf[timer](c)
	if s == nil {
		return nil, machine.Pushed
	}
	if s.ch == nil && s.fn == nil {
		return c.M.Havoc(c), machine.Done
	}
	was := s.stop()
	if s.ch != nil {
		s.ch.Left = s.n
	} else {
		s.start(c)
	}
	return was, machine.Done
}
