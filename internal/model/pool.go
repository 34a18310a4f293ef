package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A pool is the state of a sync.Pool: "a call to Put(x) synchronizes before a call to Get
// returning that same value x" (https://pkg.go.dev/sync#Pool).
type pool struct{ items []pooled }

type pooled struct {
	value machine.Value
	known clock.Vector // known to the goroutine that has put it there
}

func pools() table {
	return table{
		"(*sync.Pool).Put": {poolPut, true},
		"(*sync.Pool).Get": {poolGet, true},
	}
}

func poolPut(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	p := machine.Sync[pool](c.M, cell)
	it := pooled{value: c.Args[1]}
	c.G.Release(&it.known)
	p.items = append(p.items, it)
	return nil, machine.Done
}

// newField is the field New of sync.Pool: {noCopy, local, localSize, victim, victimSize, New}.
const newField = 5

func poolGet(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	p := machine.Sync[pool](c.M, cell)
	if n := len(p.items); n > 0 {
		it := p.items[n-1]
		p.items = p.items[:n-1]
		c.G.Acquire(it.known)
		return it.value, machine.Done
	}
	fn := c.M.Load(c.M.FieldOf(cell, newField, "New", c.M.Program.Basic("func()(interface{})", code.Signature)))
	switch fn := c.M.Resolve(fn).(type) {
	case *machine.Closure:
		return c.Call(fn, nil)
	case *machine.Unknown:
		// No code of the program sets New: code outside it has filled the pool, or the pool is
		// empty.
		if c.M.Choices.Percent(50) {
			return c.M.NewUnknown(c.Result(0), "pooled").NonNil(), machine.Done
		}
	}
	return machine.Nil{}, machine.Done
}
