package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A syncMap is the state of a sync.Map. "A write operation synchronizes before any read
// operation that observes the effect of the write" (https://pkg.go.dev/sync#Map).
type syncMap struct {
	m     *machine.Map
	known clock.Vector
}

func syncMaps() table {
	return table{
		"(*sync.Map).Load":             {mapLoad, true},
		"(*sync.Map).Store":            {mapStore, true},
		"(*sync.Map).LoadOrStore":      {mapLoadOrStore, true},
		"(*sync.Map).LoadAndDelete":    {mapLoadAndDelete, true},
		"(*sync.Map).Delete":           {mapDelete, true},
		"(*sync.Map).Swap":             {mapSwap, true},
		"(*sync.Map).CompareAndSwap":   {mapCompareAndSwap, true},
		"(*sync.Map).CompareAndDelete": {mapCompareAndDelete, true},
		"(*sync.Map).Range":            {mapRange, true},
		"(*sync.Map).Clear":            {mapClear, true},
	}
}

func syncMapOf(c *machine.Call) *syncMap {
	cell := c.Pointer(0)
	if cell == nil {
		return nil
	}
	s := machine.Sync[syncMap](c.M, cell)
	if s.m == nil {
		t := c.M.Any()
		s.m = machine.NewMap(&code.Type{Name: "map[interface{}]interface{}", Kind: code.Map, Key: t, Elem: t}, cell.FromOutside())
	}
	return s
}

// onMap makes the model of a method that reads and writes at once.
func onMap(do func(c *machine.Call, s *syncMap, key machine.Value) machine.Value) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		s := syncMapOf(c)
		if s == nil {
			return nil, machine.Pushed
		}
		c.G.Acquire(s.known)
		v := do(c, s, c.Arg(1))
		c.G.Release(&s.known)
		return v, machine.Done
	}
}

func mapLoad(c *machine.Call) (machine.Value, machine.Status) {
	s := syncMapOf(c)
	if s == nil {
		return nil, machine.Pushed
	}
	v := c.M.Get(s.m, c.Args[1])
	c.G.Acquire(s.known)
	if v == nil {
		return machine.Tuple{machine.Nil{}, false}, machine.Done
	}
	return machine.Tuple{v, true}, machine.Done
}

var (
	mapStore = onMap(func(c *machine.Call, s *syncMap, key machine.Value) machine.Value {
		c.M.Put(s.m, key, c.Args[2])
		return nil
	})
	mapLoadOrStore = onMap(func(c *machine.Call, s *syncMap, key machine.Value) machine.Value {
		if v := c.M.Get(s.m, key); v != nil {
			return machine.Tuple{v, true}
		}
		c.M.Put(s.m, key, c.Args[2])
		return machine.Tuple{c.Args[2], false}
	})
	mapLoadAndDelete = onMap(func(c *machine.Call, s *syncMap, key machine.Value) machine.Value {
		if v := c.M.Get(s.m, key); v != nil {
			c.M.Delete(s.m, key)
			return machine.Tuple{v, true}
		}
		return machine.Tuple{machine.Nil{}, false}
	})
	mapDelete = onMap(func(c *machine.Call, s *syncMap, key machine.Value) machine.Value {
		c.M.Delete(s.m, key)
		return nil
	})
	mapSwap = onMap(func(c *machine.Call, s *syncMap, key machine.Value) machine.Value {
		old := c.M.Get(s.m, key)
		c.M.Put(s.m, key, c.Args[2])
		if old == nil {
			return machine.Tuple{machine.Nil{}, false}
		}
		return machine.Tuple{old, true}
	})
	mapCompareAndSwap = onMap(func(c *machine.Call, s *syncMap, key machine.Value) machine.Value {
		v := c.M.Get(s.m, key)
		if v == nil || !c.M.Equal(v, c.Args[2]) {
			return false
		}
		c.M.Put(s.m, key, c.Args[3])
		return true
	})
	mapCompareAndDelete = onMap(func(c *machine.Call, s *syncMap, key machine.Value) machine.Value {
		v := c.M.Get(s.m, key)
		if v == nil || !c.M.Equal(v, c.Args[2]) {
			return false
		}
		c.M.Delete(s.m, key)
		return true
	})
)

func mapClear(c *machine.Call) (machine.Value, machine.Status) {
	s := syncMapOf(c)
	if s == nil {
		return nil, machine.Pushed
	}
	s.m.Clear()
	c.G.Release(&s.known)
	return nil, machine.Done
}

func mapRange(c *machine.Call) (machine.Value, machine.Status) {
	s := syncMapOf(c)
	if s == nil {
		return nil, machine.Pushed
	}
	c.G.Acquire(s.known)
	i, fn := 0, c.Args[1]
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
		if v != nil && !m.True(v) {
			return true, nil
		}
		for {
			key, value, there, ok := m.Entry(s.m, i)
			if !ok {
				return true, nil
			}
			i++
			if there {
				g.Acquire(s.known)
				m.StartCall(g, fn, []machine.Value{key, value})
				return false, nil
			}
		}
	})
}
