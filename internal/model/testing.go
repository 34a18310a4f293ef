package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A test is the state of a testing.T, B or F. It is kept at the part of them that they have
// in common, testing.common, which is their first field.
//
// A test is over when its function has returned or called FailNow, then all of its parallel
// subtests, and then what was registered by Cleanup
// (https://pkg.go.dev/testing#hdr-Subtests_and_Sub_benchmarks).
type test struct {
	parent   *test
	runner   *machine.Goroutine // that runs the function
	parallel []*test            // subtests that have called Parallel
	cleanups []cleanup
	paused   *clock.Vector // what was known where Parallel was called
	returned bool          // whether the function has ended
	known    clock.Vector  // what was known then
	over     bool
	end      clock.Vector // what was known when all was over
	ctx      *contextObject
}

type cleanup struct {
	fn    machine.Value
	stack []machine.Place // where it was registered
}

// testings are package testing.
func testings() table {
	t := table{
		"(*testing.T).Run":         {runTest, true},
		"(*testing.B).Run":         {runTest, true},
		"(*testing.T).Parallel":    {parallel, true},
		"(*testing.F).Fuzz":        {fuzz, true},
		"(*testing.B).RunParallel": {runParallel, true},
		"(*testing.PB).Next":       {nextLoop, false},
		"(*testing.B).Loop":        {nextLoop, false},
		"(*testing.M).Run":         {havoc, true},
	}
	for _, recv := range []string{"(*testing.common).", "(testing.TB)."} {
		t[recv+"Cleanup"] = row{registerCleanup, false}
		t[recv+"Context"] = row{testContext, false}
		for _, name := range []string{"FailNow", "Fatal", "Fatalf", "Skip", "Skipf", "SkipNow"} {
			t[recv+name] = row{goexit, false}
		}
		for _, name := range []string{"Log", "Logf", "Error", "Errorf", "Helper", "Fail", "Setenv", "Chdir"} {
			t[recv+name] = row{nothing, false}
		}
	}
	return t
}

// commonOf returns the address of the testing.common of a T, B or F.
func commonOf(m *machine.Machine, cell *machine.Cell) *machine.Cell {
	if cell.T != nil && cell.T.Name == "testing.common" {
		return cell
	}
	return m.FieldOf(cell, 0, "common", m.Program.Basic("testing.common", code.Struct))
}

// testOf returns the test that a method is called on, or else the one that the goroutine runs.
func testOf(c *machine.Call) *test {
	of := c.Arg(0)
	if u, ok := of.(*machine.Unknown); !ok || u.T.Kind != code.Interface { // not a testing.TB
		cell := c.Pointer(0)
		if cell == nil {
			return nil
		}
		of = commonOf(c.M, cell)
	}
	t := machine.Sync[test](c.M, of)
	if t.runner == nil {
		t.runBy(c.M, c.G)
	}
	return t
}

// runBy says that g runs the test's function.
func (t *test) runBy(m *machine.Machine, g *machine.Goroutine) {
	t.runner = g
	before := g.OnEnd
	g.OnEnd = func() {
		if before != nil {
			before()
		}
		t.finish(m, g)
	}
}

// finish is called when the test's function has ended.
func (t *test) finish(m *machine.Machine, g *machine.Goroutine) {
	t.returned = true
	g.Release(&t.known)
	if t.ctx != nil {
		t.ctx.cancel(m, nil, nil)
	}
	if len(t.parallel) == 0 && len(t.cleanups) == 0 {
		t.over, t.end = true, t.known
		return
	}
	t.cleanUp(m, g)
}

// cleanUp makes what runs after the test's function: in truth that is the same goroutine.
func (t *test) cleanUp(m *machine.Machine, g *machine.Goroutine) {
	o := machine.Origin{Kind: machine.FromGo}
	if n := len(t.cleanups); n > 0 {
		o.Stack = t.cleanups[n-1].stack
	}
	last := m.Spawn(g, o, &machine.Closure{Name: "cleanup", Native: func(c *machine.Call) (machine.Value, machine.Status) {
		return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
			for _, sub := range t.parallel {
				if !sub.over {
					g.Block(func() bool { return sub.over })
					return false, nil
				}
				g.Acquire(sub.end)
			}
			if n := len(t.cleanups); n > 0 {
				fn := t.cleanups[n-1].fn
				t.cleanups = t.cleanups[:n-1]
				m.StartCall(g, fn, nil)
				return false, nil
			}
			return true, nil
		})
	}}, nil)
	if last == nil {
		return
	}
	last.OnEnd = func() {
		t.over = true
		last.Release(&t.end)
	}
}

// runTest: "Run runs f as a subtest of t called name. It runs f in a separate goroutine and
// blocks until f returns or calls t.Parallel to become a parallel test."
func runTest(c *machine.Call) (machine.Value, machine.Status) {
	t, cell := testOf(c), c.Pointer(0)
	if t == nil {
		return nil, machine.Pushed
	}
	own := machine.NewCell(cell.T, &machine.Struct{})
	sub := machine.Sync[test](c.M, commonOf(c.M, own))
	sub.parent = t
	g := c.Start(machine.FromGo, c.Args[2], []machine.Value{own})
	if g == nil {
		return nil, machine.Pushed
	}
	sub.runBy(c.M, g)
	return c.Then(func(m *machine.Machine, parent *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		switch {
		case sub.over:
			parent.Acquire(sub.end)
		case sub.paused != nil:
			parent.Acquire(*sub.paused)
		default:
			parent.Block(func() bool { return sub.over || sub.paused != nil })
			return false, nil
		}
		return true, m.NewUnknown(m.Program.Basic("bool", code.Bool), "ok")
	})
}

// parallel: "Parallel signals that this test is to be run in parallel with (and only with)
// other parallel tests." A parallel subtest pauses until the function of the test around it
// has ended.
func parallel(c *machine.Call) (machine.Value, machine.Status) {
	t := testOf(c)
	switch {
	case t == nil:
		return nil, machine.Pushed
	case t.parent == nil:
		return nil, machine.Done
	case t.paused == nil:
		t.paused = new(clock.Vector)
		c.G.Release(t.paused)
		t.parent.parallel = append(t.parent.parallel, t)
	}
	if !t.parent.returned {
		c.G.Block(func() bool { return t.parent.returned })
		return nil, machine.Blocked
	}
	c.G.Acquire(t.parent.known)
	return nil, machine.Done
}

// registerCleanup: "Cleanup registers a function to be called when the test (or subtest) and
// all its subtests complete. Cleanup functions will be called in last added, first called
// order."
func registerCleanup(c *machine.Call) (machine.Value, machine.Status) {
	t := testOf(c)
	if t == nil {
		return nil, machine.Pushed
	}
	t.cleanups = append(t.cleanups, cleanup{c.Args[1], c.G.Stack()})
	return nil, machine.Done
}

// testContext: "Context returns a context that is canceled just before Cleanup-registered
// functions are called."
func testContext(c *machine.Call) (machine.Value, machine.Status) {
	t := testOf(c)
	if t == nil {
		return nil, machine.Pushed
	}
	if t.ctx == nil {
		t.ctx = newContext(c.M, nil, false)
	}
	return t.ctx, machine.Done
}

// fuzz calls the fuzz target once, as a subtest: "Fuzz runs the fuzz function, ff, for fuzz
// testing".
func fuzz(c *machine.Call) (machine.Value, machine.Status) {
	i, ok := c.Arg(1).(*machine.Iface)
	if !ok {
		return nil, machine.Done
	}
	cl, ok := c.M.Resolve(i.V).(*machine.Closure)
	if !ok || cl.Fn == nil {
		return nil, machine.Done
	}
	called := false
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if called {
			return true, nil
		}
		called = true
		m.CallUnknown(g, cl)
		return false, nil
	})
}

// benchmarked is how many goroutines RunParallel starts, and how often a benchmark's loop
// runs, in an execution.
const benchmarked = 2

// runParallel: "RunParallel ... creates multiple goroutines and distributes b.N iterations
// among them", and returns when they have ended.
func runParallel(c *machine.Call) (machine.Value, machine.Status) {
	var known clock.Vector
	left := benchmarked
	for range benchmarked {
		pb := machine.NewCell(c.M.Program.Basic("testing.PB", code.Struct), &machine.Struct{})
		g := c.Start(machine.FromGo, c.Args[1], []machine.Value{pb})
		if g == nil {
			return nil, machine.Pushed
		}
		g.OnEnd = func() {
			left--
			g.Release(&known)
		}
	}
	return c.Then(func(_ *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if left > 0 {
			g.Block(func() bool { return left == 0 })
			return false, nil
		}
		g.Acquire(known)
		return true, nil
	})
}

// loops counts the iterations of a benchmark.
type loops struct{ n int }

func nextLoop(c *machine.Call) (machine.Value, machine.Status) {
	l := objectOf[loops](c)
	if l == nil {
		return nil, machine.Pushed
	}
	l.n++
	return l.n <= benchmarked, machine.Done
}
