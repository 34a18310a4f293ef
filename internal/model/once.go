package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/machine"
)

// A onceState is the state of a sync.Once: "no call to Do returns until the one call to f
// returns", and "the return from f synchronizes before the return from any call of
// once.Do(f)" (https://pkg.go.dev/sync#Once.Do).
type onceState struct {
	running bool
	done    bool
	known   clock.Vector
	value   machine.Value
	failed  *machine.Value // what it has panicked with
}

func once() table {
	return table{
		"(*sync.Once).Do": {onceDo, true},
		"sync.OnceFunc":   {onceFunc, false},
		"sync.OnceValue":  {onceFunc, false},
		"sync.OnceValues": {onceFunc, false},
	}
}

func onceDo(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	return machine.Sync[onceState](c.M, cell).do(c, c.Args[1])
}

// do runs fn unless it has run.
func (o *onceState) do(c *machine.Call, fn machine.Value) (machine.Value, machine.Status) {
	switch {
	case o.done:
		c.G.Acquire(o.known)
		return o.value, machine.Done
	case o.running:
		c.G.Block(func() bool { return o.done })
		return nil, machine.Blocked
	}
	o.running = true
	called := false
	v, status := c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
		if !called {
			called = true
			m.StartCall(g, fn, nil)
			return false, nil
		}
		o.end(g, v)
		return true, v
	})
	// "If f panics, Do considers it to have returned".
	g := c.G
	g.OnPanic(func(value machine.Value, exit bool) {
		o.end(g, nil)
		if !exit {
			o.failed = &value
		}
	})
	return v, status
}

func (o *onceState) end(g *machine.Goroutine, v machine.Value) {
	o.done, o.value = true, v
	g.Release(&o.known)
}

// onceFunc: "If f panics, the returned function will panic with the same value on every call"
// (https://pkg.go.dev/sync#OnceFunc).
func onceFunc(c *machine.Call) (machine.Value, machine.Status) {
	o, fn := new(onceState), c.Args[0]
	return &machine.Closure{Name: "once", Native: func(c *machine.Call) (machine.Value, machine.Status) {
		v, status := o.do(c, fn)
		if status == machine.Done && o.failed != nil {
			c.M.Panic(c.G, *o.failed)
			return nil, machine.Pushed
		}
		return v, status
	}}, machine.Done
}
