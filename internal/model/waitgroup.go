package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/machine"
)

// A waitGroup is the state of a sync.WaitGroup: "a call to Done synchronizes before the
// return of any Wait call that it unblocks" (https://pkg.go.dev/sync#WaitGroup).
type waitGroup struct {
	n    int64
	done clock.Vector
}

func waitGroups() table {
	return table{
		"(*sync.WaitGroup).Add":  {wgAdd, true},
		"(*sync.WaitGroup).Done": {wgDone, false},
		"(*sync.WaitGroup).Wait": {wgWait, true},
		"(*sync.WaitGroup).Go":   {wgGo, true},
	}
}

func wgAdd(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	w := machine.Sync[waitGroup](c.M, cell)
	n := c.M.Int(c.Args[1], 1, 3)
	if n < 0 {
		c.G.Release(&w.done)
	}
	w.n += n
	return nil, negativeCounter(c, cell, w)
}

// negativeCounter panics as sync does, unless the environment has called Add.
func negativeCounter(c *machine.Call, cell *machine.Cell, w *waitGroup) machine.Status {
	if w.n >= 0 {
		return machine.Done
	}
	w.n = 0
	if cell.FromOutside() {
		return machine.Done
	}
	c.M.Panic(c.G, "sync: negative WaitGroup counter")
	return machine.Pushed
}

func wgDone(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	w := machine.Sync[waitGroup](c.M, cell)
	c.G.Release(&w.done)
	w.n--
	return nil, negativeCounter(c, cell, w)
}

func wgWait(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	w := machine.Sync[waitGroup](c.M, cell)
	if w.n > 0 {
		c.G.Block(func() bool { return w.n <= 0 })
		return nil, machine.Blocked
	}
	c.G.Acquire(w.done)
	return nil, machine.Done
}

func wgGo(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	w := machine.Sync[waitGroup](c.M, cell)
	w.n++
	g := c.Start(machine.FromGo, c.Args[1], nil)
	if g != nil {
		g.OnEnd = func() {
			g.Release(&w.done)
			w.n--
		}
	}
	return nil, machine.Done
}
