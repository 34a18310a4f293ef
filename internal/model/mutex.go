package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/machine"
)

// A mutex is the state of a sync.Mutex or a sync.RWMutex.
//
// "For any sync.Mutex or sync.RWMutex variable l and n < m, call n of l.Unlock() is
// synchronized before call m of l.Lock() returns"; for a read lock, "there is an n such
// that the n-th call to l.Unlock is synchronized before the return from l.RLock, and the
// matching call to l.RUnlock is synchronized before the return from call n+1 to l.Lock"
// (https://go.dev/ref/mem#locks).
type mutex struct {
	number   int // that the machine knows it by
	held     bool
	readers  int
	unlocked clock.Vector // known to the goroutines that have unlocked it
	read     clock.Vector // known to the goroutines that have unlocked it for reading
}

func (l *mutex) lock(m *machine.Machine, g *machine.Goroutine) {
	l.held = true
	l.number = m.Hold(g, l.number, false)
	g.Acquire(l.unlocked)
	g.Acquire(l.read)
}

func (l *mutex) rlock(m *machine.Machine, g *machine.Goroutine) {
	l.readers++
	l.number = m.Hold(g, l.number, true)
	g.Acquire(l.unlocked)
}

func mutexes() table {
	t := table{}
	for _, recv := range []string{"*sync.Mutex", "*sync.RWMutex", "sync.Locker"} {
		t["("+recv+").Lock"] = row{lock, true}
		t["("+recv+").Unlock"] = row{unlock, false}
		t["("+recv+").TryLock"] = row{tryLock, true}
	}
	t["(*sync.RWMutex).RLock"] = row{rlock, true}
	t["(*sync.RWMutex).RUnlock"] = row{runlock, false}
	t["(*sync.RWMutex).TryRLock"] = row{tryRLock, true}
	t["(*sync.RWMutex).RLocker"] = row{rlocker, false}
	return t
}

// mutexOf returns the mutex that a method is called on.
func mutexOf(c *machine.Call) *mutex {
	if _, ok := c.Arg(0).(*machine.Unknown); !ok {
		if c.Pointer(0) == nil {
			return nil
		}
	}
	return machine.Sync[mutex](c.M, c.Args[0])
}

func lock(c *machine.Call) (machine.Value, machine.Status) {
	l := mutexOf(c)
	if l == nil {
		return nil, machine.Pushed
	}
	if l.held || l.readers > 0 {
		c.G.Block(func() bool { return !l.held && l.readers == 0 })
		return nil, machine.Blocked
	}
	l.lock(c.M, c.G)
	return nil, machine.Done
}

func tryLock(c *machine.Call) (machine.Value, machine.Status) {
	l := mutexOf(c)
	if l == nil || l.held || l.readers > 0 {
		return false, machine.Done
	}
	l.lock(c.M, c.G)
	return true, machine.Done
}

func unlock(c *machine.Call) (machine.Value, machine.Status) {
	l := mutexOf(c)
	if l == nil {
		return nil, machine.Pushed
	}
	if !l.held {
		// A mutex that the environment has locked, or a fatal error.
		if cell, ok := c.Arg(0).(*machine.Cell); ok && !cell.FromOutside() {
			c.M.Stop(machine.Panicked, "unlock of unlocked mutex")
			return nil, machine.Pushed
		}
	}
	l.held = false
	c.M.Drop(c.G, l.number)
	c.G.Release(&l.unlocked)
	return nil, machine.Done
}

func rlock(c *machine.Call) (machine.Value, machine.Status) {
	l := mutexOf(c)
	if l == nil {
		return nil, machine.Pushed
	}
	if l.held {
		c.G.Block(func() bool { return !l.held })
		return nil, machine.Blocked
	}
	l.rlock(c.M, c.G)
	return nil, machine.Done
}

func tryRLock(c *machine.Call) (machine.Value, machine.Status) {
	l := mutexOf(c)
	if l == nil || l.held {
		return false, machine.Done
	}
	l.rlock(c.M, c.G)
	return true, machine.Done
}

func runlock(c *machine.Call) (machine.Value, machine.Status) {
	l := mutexOf(c)
	if l == nil {
		return nil, machine.Pushed
	}
	if l.readers > 0 {
		l.readers--
	}
	c.M.Drop(c.G, l.number)
	c.G.Release(&l.read)
	return nil, machine.Done
}

// A readLocker is what RWMutex.RLocker returns.
type readLocker struct{ mutex machine.Value }

func (r readLocker) Method(name string) machine.Model {
	forward := func(model machine.Model) machine.Model {
		return func(c *machine.Call) (machine.Value, machine.Status) {
			of := *c
			of.Args = []machine.Value{r.mutex}
			return model(&of)
		}
	}
	switch name {
	case "Lock":
		return forward(rlock)
	case "Unlock":
		return forward(runlock)
	}
	return nil
}

func rlocker(c *machine.Call) (machine.Value, machine.Status) {
	return readLocker{c.Args[0]}, machine.Done
}
