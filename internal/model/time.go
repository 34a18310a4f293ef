package model

import (
	"github.com/streamvet/streamvet/internal/clock"
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

		"(*time.Timer).Stop":   {stopTimer, false},
		"(*time.Timer).Reset":  {resetTimer, false},
		"(*time.Ticker).Stop":  {stopTimer, false},
		"(*time.Ticker).Reset": {resetTimer, false},
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

// A timer is the state of a time.Timer or a time.Ticker.
type timer struct {
	ch      *machine.Chan
	n       int
	fn      machine.Value // of AfterFunc
	by      *machine.Goroutine
	stack   []machine.Place
	known   clock.Vector
	pending int // goroutines that have been started and wait
	stopped bool
}

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
	s.fn, s.by, s.stack = c.Args[1], c.G, c.G.Stack()
	s.start(c)
	return cell, machine.Done
}

func (s *timer) start(c *machine.Call) {
	s.stopped = false
	s.pending++
	fn := s.fn
	g := c.M.Spawn(c.G, machine.Origin{Kind: machine.FromTimer, Stack: s.stack}, &machine.Closure{
		Name: "timer",
		Native: func(c *machine.Call) (machine.Value, machine.Status) {
			s.pending--
			if s.stopped {
				return nil, machine.Done
			}
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

func timerOf(c *machine.Call) *timer {
	cell := c.Pointer(0)
	if cell == nil {
		return nil
	}
	return machine.Sync[timer](c.M, cell)
}

func stopTimer(c *machine.Call) (machine.Value, machine.Status) {
	s := timerOf(c)
	if s == nil {
		return nil, machine.Pushed
	}
	was := s.pending > 0 && !s.stopped
	s.stopped = true
	if s.ch != nil {
		was = s.ch.Left > 0
		s.ch.Left = 0
	}
	return was, machine.Done
}

func resetTimer(c *machine.Call) (machine.Value, machine.Status) {
	s := timerOf(c)
	if s == nil {
		return nil, machine.Pushed
	}
	was := s.pending > 0
	if s.ch != nil {
		was = s.ch.Left > 0
		s.ch.Left = s.n
	}
	if s.fn != nil {
		if s.n++; s.n < ticks && !was {
			s.start(c)
		}
	}
	return was, machine.Done
}
