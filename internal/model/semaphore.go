package model

import (
	"slices"

	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A weighted is the state of a semaphore.Weighted of golang.org/x/sync: "Acquire acquires the
// semaphore with a weight of n, blocking until resources are available or ctx is done. On success,
// returns nil. On failure, returns ctx.Err() and leaves the semaphore unchanged"
// (https://pkg.go.dev/golang.org/x/sync/semaphore). Waiting calls succeed in their order, as the
// source says.
type weighted struct {
	size    machine.Value
	held    []machine.Value // the weights that are acquired
	waiting []*waiter
	known   clock.Vector // known to the goroutines that have released it
}

type waiter struct {
	n       machine.Value
	granted bool
}

func semaphores() table {
	const path = "golang.org/x/sync/semaphore."
	return table{
		path + "NewWeighted":                 {newWeighted, false},
		"(*" + path + "Weighted).Acquire":    {acquireWeighted, true},
		"(*" + path + "Weighted).TryAcquire": {tryWeighted, true},
		"(*" + path + "Weighted).Release":    {releaseWeighted, true},
	}
}

func newWeighted(c *machine.Call) (machine.Value, machine.Status) {
	cell := newObject(c)
	machine.Sync[weighted](c.M, cell).size = c.Args[0]
	return cell, machine.Done
}

func weightedOf(c *machine.Call) *weighted {
	s := objectOf[weighted](c)
	if s != nil && s.size == nil {
		s.size = c.M.NewUnknown(c.M.Program.Basic("int64", code.Int), "size")
	}
	return s
}

// fits reports whether there is room for n. All that there is room for leaves none for others.
func (s *weighted) fits(m *machine.Machine, n machine.Value) bool {
	size := m.Resolve(s.size)
	all := func(v machine.Value) bool { return m.Resolve(v) == size }
	if len(s.held) == 0 && all(n) {
		return true
	}
	if len(s.held) > 0 && all(n) || slices.ContainsFunc(s.held, all) {
		return false
	}
	t := m.Program.Basic("int64", code.Int)
	sum := n
	for _, h := range s.held {
		sum = m.Binary("+", sum, h, t)
	}
	return m.True(m.Binary("<=", sum, size, t))
}

func (s *weighted) take(g *machine.Goroutine, n machine.Value) {
	s.held = append(s.held, n)
	g.Acquire(s.known)
}

func tryWeighted(c *machine.Call) (machine.Value, machine.Status) {
	s := weightedOf(c)
	if s == nil {
		return nil, machine.Pushed
	}
	if len(s.waiting) > 0 || !s.fits(c.M, c.Args[1]) {
		return false, machine.Done
	}
	s.take(c.G, c.Args[1])
	return true, machine.Done
}

func acquireWeighted(c *machine.Call) (machine.Value, machine.Status) {
	s := weightedOf(c)
	if s == nil {
		return nil, machine.Pushed
	}
	x := contextOf(c.M, c.Args[1])
	if x.mayEnd() && !x.ended && c.M.Choices.Percent(5) {
		x.endedOutside(c.M)
	}
	if x.ended {
		return x.err(c)
	}
	if len(s.waiting) == 0 && s.fits(c.M, c.Args[2]) {
		s.take(c.G, c.Args[2])
		return machine.Nil{}, machine.Done
	}
	w := &waiter{n: c.Args[2]}
	s.waiting = append(s.waiting, w)
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		switch {
		case w.granted:
			g.Acquire(s.known)
			return true, machine.Nil{}
		case x.ended:
			s.leave(m, w)
			err, _ := x.err(c)
			return true, err
		}
		g.Block(func() bool { return w.granted || x.ended })
		return false, nil
	})
}

func (s *weighted) leave(m *machine.Machine, w *waiter) {
	s.waiting = slices.DeleteFunc(s.waiting, func(o *waiter) bool { return o == w })
	s.grant(m)
}

// grant lets those go on that there is room for, in their order.
func (s *weighted) grant(m *machine.Machine) {
	for len(s.waiting) > 0 && s.fits(m, s.waiting[0].n) {
		s.held = append(s.held, s.waiting[0].n)
		s.waiting[0].granted = true
		s.waiting = s.waiting[1:]
	}
}

func releaseWeighted(c *machine.Call) (machine.Value, machine.Status) {
	s := weightedOf(c)
	if s == nil {
		return nil, machine.Pushed
	}
	n := c.Arg(1)
	c.G.Release(&s.known)
	i := slices.IndexFunc(s.held, func(h machine.Value) bool { return c.M.Resolve(h) == n })
	switch {
	case i >= 0:
		s.held = slices.Delete(s.held, i, i+1)
	case len(s.held) > 0:
		s.part(c.M, n)
	}
	s.grant(c.M)
	return nil, machine.Done
}

// part releases a weight that is part of what is held, or several parts of it.
func (s *weighted) part(m *machine.Machine, n machine.Value) {
	t := m.Program.Basic("int64", code.Int)
	sum := s.held[0]
	for _, h := range s.held[1:] {
		sum = m.Binary("+", sum, h, t)
	}
	rest := m.Binary("-", sum, n, t)
	s.held = nil
	if left, ok := rest.(int64); !ok || left > 0 {
		s.held = []machine.Value{rest}
	}
}
