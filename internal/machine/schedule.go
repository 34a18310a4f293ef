package machine

import (
	"slices"

	"github.com/streamvet/streamvet/internal/code"
)

// A Scheduler decides which goroutine goes on.
type Scheduler interface {
	// Started tells of a new goroutine.
	Started(m *Machine, g *Goroutine)
	// Pick returns the index of the goroutine that goes on; there are two or more.
	Pick(m *Machine, runnable []*Goroutine) int
}

// schedule returns the goroutine that goes on, or nil if there is none.
func (m *Machine) schedule() *Goroutine {
	lists := &m.candidates
	runnable, idle, late, waiting := lists[0][:0], lists[1][:0], lists[2][:0], lists[3][:0]
	for _, g := range m.Goroutines {
		switch {
		case g.runnable():
			switch {
			case g.late:
				late = append(late, g)
			case g.idle:
				idle = append(idle, g)
			default:
				runnable = append(runnable, g)
			}
		case slices.ContainsFunc(g.parked, offer.fromOutside):
			waiting = append(waiting, g)
		}
	}
	*lists = [...][]*Goroutine{runnable, idle, late, waiting}
	if len(runnable) == 0 || len(idle) > 0 && m.Choices.Percent(10) {
		runnable = append(runnable, idle...)
	}
	if len(runnable) == 0 && len(late) > 0 && (len(waiting) == 0 || m.Choices.Percent(30)) {
		runnable = late
	}
	if len(waiting) > 0 && (len(runnable) == 0 || m.Choices.Percent(5)) {
		m.topic = Events
		g := waiting[m.Choices.Intn(len(waiting))]
		m.current = g
		offers := g.outsideOffer()
		m.fire(g, g.parkedAt, offers[m.Choices.Intn(len(offers))])
		return g
	}
	var g *Goroutine
	switch len(runnable) {
	case 0:
		return nil
	case 1:
		g = runnable[0]
	default:
		g = runnable[m.Scheduler.Pick(m, runnable)]
	}
	g.idle, g.late = false, false
	return g
}

// outsideOffer returns the offers of a waiting goroutine that the environment may let happen.
func (g *Goroutine) outsideOffer() []offer {
	var out []offer
	for _, o := range g.parked {
		if o.fromOutside() {
			out = append(out, o)
		}
	}
	return out
}

// jitter returns the probability, in percent, that another goroutine goes on after a store to c.
// Stores to variables that hold streams decide which goroutine uses which.
func jitter(c *Cell) int {
	if c.T != nil && c.T.Object != nil {
		return 40
	}
	return 10
}

// visible reports whether other goroutines may notice the next operation of g, or be
// noticed by it.
func (m *Machine) visible(g *Goroutine) bool {
	f := g.top()
	if f == nil || f.native != nil || g.panic != nil || len(m.Goroutines) < 2 {
		return false
	}
	in := &f.fn.Blocks[f.block].Instrs[f.pc]
	switch in.Op {
	case code.Send, code.Recv, code.Select:
		return true
	case code.RunDefers, code.Return:
		return len(f.defers) > 0
	case code.Call:
		return m.visibleCall(f, in)
	}
	return false
}

func (m *Machine) visibleCall(f *Frame, in *code.Instr) bool {
	switch in.Mode {
	case code.Invoke:
		return m.Program.Use(f.fn, in).Side != 0 || in.S == "Lock" || in.S == "RLock" || in.S == "Done" || in.S == "Err"
	case code.Value:
		if in.A[0] < 0 {
			return m.callee(f.fn.Consts[in.A[0].Const()].Text).visible
		}
		if in.A[0] != code.NoOperand {
			// Functions that models return cancel, stop, and the like.
			c, ok := m.Resolve(f.slots[in.A[0]]).(*Closure)
			return ok && c.Native != nil
		}
	}
	return false
}

// Sticky goes on with the goroutine that is running as long as it can.
type Sticky struct{}

// Started does nothing.
func (Sticky) Started(*Machine, *Goroutine) {}

// Pick prefers the goroutine that was running.
func (Sticky) Pick(m *Machine, runnable []*Goroutine) int {
	for i, g := range runnable {
		if g == m.current {
			return i
		}
	}
	return m.Choices.Intn(len(runnable))
}

// RandomWalk chooses among all goroutines at each step.
type RandomWalk struct{}

// Started does nothing.
func (RandomWalk) Started(*Machine, *Goroutine) {}

// Pick chooses at random.
func (RandomWalk) Pick(m *Machine, runnable []*Goroutine) int {
	return current(m, runnable, m.Choices.Intn(len(runnable)))
}

// current makes choice 0 mean the goroutine that is running, for simpler executions.
func current(m *Machine, runnable []*Goroutine, i int) int {
	for k, g := range runnable {
		if g == m.current {
			switch {
			case i == 0:
				return k
			case i <= k:
				return i - 1
			}
		}
	}
	return i
}

// Priorities gives each goroutine a random priority, and the one with the highest goes on.
// At each step the priority may change, with a probability of Change in 100: with a small
// one it is much like PCT (Burckhardt et al., "A randomized scheduler with probabilistic
// guarantees of finding bugs", ASPLOS 2010), with a large one like POS (Yuan et al.,
// "Partial order aware concurrency sampling", CAV 2018).
type Priorities struct{ Change int }

// Started draws the priority of a new goroutine.
func (p Priorities) Started(m *Machine, g *Goroutine) { g.priority = uint64(m.Choices.Intn(1024)) }

// Pick returns the goroutine with the highest priority.
func (p Priorities) Pick(m *Machine, runnable []*Goroutine) int {
	best := 0
	for i, g := range runnable {
		if g.priority > runnable[best].priority {
			best = i
		}
	}
	if m.Choices.Percent(p.Change) {
		runnable[best].priority = uint64(m.Choices.Intn(1024))
	}
	return best
}

// Choice returns the choice by which Pick picks the i-th goroutine.
func (RandomWalk) Choice(m *Machine, runnable []*Goroutine, i int) uint32 {
	for k, g := range runnable {
		if g == m.current {
			switch {
			case i == k:
				return 0
			case i < k:
				return uint32(i + 1)
			}
		}
	}
	return uint32(i)
}
