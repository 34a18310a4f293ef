package machine

import "github.com/streamvet/streamvet/internal/code"

// What recorders use, which watch an execution to tell of it later.

// A Topic is what a choice is about.
type Topic uint8

// The topics.
const (
	Instructions Topic = iota // what the current goroutine executes
	Scheduling                // who goes on
	Events                    // what the environment does for the current goroutine, which waits
)

// Topic returns what choices are about at this moment.
func (m *Machine) Topic() Topic { return m.topic }

// Current returns the goroutine that goes on, or has gone on last. It is nil at first.
func (m *Machine) Current() *Goroutine { return m.current }

// Depth returns how many frames g has.
func (g *Goroutine) Depth() int { return len(g.stack) }

// Last returns the instruction of g's innermost frame before the one that comes next, if both
// are in one block, and its result: that of a call, once the call has returned. It is nil if
// there is none.
func (g *Goroutine) Last() (in *code.Instr, result Value) {
	f := g.top()
	if f == nil || f.fn == nil || f.pc == 0 {
		return nil, nil
	}
	in = &f.fn.Blocks[f.block].Instrs[f.pc-1]
	if in.Dst < 0 {
		return in, nil
	}
	return in, f.slots[in.Dst]
}

// Next returns the function that g is in and the instruction that comes next. They are nil if g
// has ended, or is in code of a library.
func (g *Goroutine) Next() (*code.Func, *code.Instr) {
	f := g.top()
	if f == nil || f.fn == nil {
		return nil, nil
	}
	return f.fn, &f.fn.Blocks[f.block].Instrs[f.pc]
}

// Deferred returns the defer statement whose call g's innermost frame has made last, or nil.
func (g *Goroutine) Deferred() *code.Instr {
	if f := g.top(); f != nil {
		return f.running
	}
	return nil
}

// Cap returns how many values a channel has room for.
func (c *Chan) Cap() int { return c.cap }

// Param returns the i-th argument that g's innermost function was called with, if it has not
// begun to execute; nil after the last one.
func (g *Goroutine) Param(i int) Value {
	f := g.top()
	if f == nil || f.fn == nil || f.block != 0 || f.pc != 0 || i >= f.fn.Params {
		return nil
	}
	return f.slots[i]
}

// Value returns the value of an operand of the instruction that comes next in g.
func (m *Machine) Value(g *Goroutine, o code.Operand) Value {
	f := g.top()
	if f == nil || f.fn == nil {
		return nil
	}
	return m.get(f, o)
}
