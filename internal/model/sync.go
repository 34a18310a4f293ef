package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
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
