package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A cond is the state of a sync.Cond: "a call to Broadcast or Signal synchronizes before any
// Wait call that it unblocks" (https://pkg.go.dev/sync#Cond).
type cond struct {
	waiting  map[*machine.Goroutine]bool // true once it is woken
	order    []*machine.Goroutine
	signaled clock.Vector
}

func conds() table {
	return table{
		"sync.NewCond":           {newCond, false},
		"(*sync.Cond).Wait":      {condWait, true},
		"(*sync.Cond).Signal":    {condSignal, true},
		"(*sync.Cond).Broadcast": {condBroadcast, true},
	}
}

// lockerField is the field L of sync.Cond: the struct is {noCopy, L, ...}.
const lockerField = 1

func condLocker(c *machine.Call, cell *machine.Cell) *machine.Cell {
	return c.M.FieldOf(cell, lockerField, "L", c.M.Program.Basic("sync.Locker", code.Interface))
}

func newCond(c *machine.Call) (machine.Value, machine.Status) {
	t := c.Result(0)
	if t.Elem != nil {
		t = t.Elem
	}
	cell := machine.NewCell(t, &machine.Struct{})
	c.M.Store(condLocker(c, cell), c.Args[0])
	return cell, machine.Done
}

func condWait(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	s := machine.Sync[cond](c.M, cell)
	if s.waiting == nil {
		s.waiting = map[*machine.Goroutine]bool{}
	}
	locker := c.M.Load(condLocker(c, cell))
	stage := 0
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		stage++
		switch stage {
		case 1:
			s.waiting[g] = false
			s.order = append(s.order, g)
			fn, args := m.Invoke(locker, "Unlock", nil)
			m.StartCall(g, fn, args)
		case 2:
			g.Block(func() bool { return s.waiting[g] })
		case 3:
			delete(s.waiting, g)
			g.Acquire(s.signaled)
			fn, args := m.Invoke(locker, "Lock", nil)
			m.StartCall(g, fn, args)
		default:
			return true, nil
		}
		return false, nil
	})
}

func (s *cond) wake(g *machine.Goroutine, all bool) {
	g.Release(&s.signaled)
	for len(s.order) > 0 {
		s.waiting[s.order[0]] = true
		s.order = s.order[1:]
		if !all {
			return
		}
	}
}

func condSignal(c *machine.Call) (machine.Value, machine.Status) {
	if cell := c.Pointer(0); cell != nil {
		machine.Sync[cond](c.M, cell).wake(c.G, false)
		return nil, machine.Done
	}
	return nil, machine.Pushed
}

func condBroadcast(c *machine.Call) (machine.Value, machine.Status) {
	if cell := c.Pointer(0); cell != nil {
		machine.Sync[cond](c.M, cell).wake(c.G, true)
		return nil, machine.Done
	}
	return nil, machine.Pushed
}
