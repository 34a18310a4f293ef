package machine

import (
	"slices"

	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
)

// A Goroutine is a goroutine of an execution.
type Goroutine struct {
	ID     int
	Clock  clock.Vector
	Origin Origin
	stack  []*Frame
	panic  *panicking

	ready     func() bool // of a blocked goroutine: whether to try again
	parked    []offer     // what a goroutine that waits at a channel offers
	parkedAt  *code.Instr
	preempted bool
	ended     bool
	limit     limit
	held      []Held
	priority  uint64
	idle      bool // whether it waits for the time, or for others to do something
	late      bool // whether it waits for what comes only when others have done what they can
	Waits     *Chan
	// OnEnd is called when the goroutine has ended.
	OnEnd func()
}

// Origin says where a goroutine comes from.
type Origin struct {
	Kind   OriginKind
	Name   string  // of the handler, or of the function that the environment calls
	Stack  []Place // of the go statement, innermost first
	Parent *Goroutine
	Fn     *code.Func // what it runs, if that is known
}

// OriginKind tells goroutines apart by what starts them.
type OriginKind uint8

// The origins of goroutines.
const (
	FromGo      OriginKind = iota // a go statement, or a library function that starts goroutines
	FromHandler                   // a call of an RPC handler
	FromRequest                   // a call of an HTTP handler
	FromCaller                    // the environment: the goroutine that calls the package's functions
	FromTimer                     // a timer or a cancelled context
)

// A Place is an instruction in a function.
type Place struct {
	Fn   *code.Func
	Line int32
	Col  int32
}

// A Frame is the activation of a function.
type Frame struct {
	fn     *code.Func
	block  int32
	prev   int32
	pc     int
	slots  []Value
	args   []*code.Type // type arguments
	defers []deferred
	panic  *panicking // the panic that deferred calls of this frame are running for

	native NativeCode // of a native frame
	view   View       // of a native frame
	ret    Value      // the result of the last call that a native frame has made
	// unwound of a native frame is called when a panic, or Goexit, ends it.
	unwound func(value Value, exit bool)

	dst       int32       // slot of the caller's frame for the result, or -1
	forDefers bool        // whether the caller is running its deferred calls
	running   *code.Instr // the defer statement whose call is running
	pinned    bool        // whether values lead to the frame
}

// A View says what stacks show of the frames around one of native code.
type View uint8

// The views.
const (
	All  View = iota
	Base      // not what has called it: a library, which calls a handler
	Leaf      // not what it calls: it is part of a library that calls back
)

// NativeCode is the code of a frame that a model or a driver has made. It is called again
// after each call that it has made, whose result it is given, until it returns true.
type NativeCode func(m *Machine, g *Goroutine, result Value) (done bool, value Value)

type deferred struct {
	fn   Value
	args []Value
	in   *code.Instr
}

type panicking struct {
	value     Value
	recovered bool
	place     Place // where it began
	exit      bool  // runtime.Goexit
}

// NewGoroutine adds a goroutine without frames. What parent has done happens before it.
func (m *Machine) NewGoroutine(parent *Goroutine, o Origin) *Goroutine {
	g := &Goroutine{ID: len(m.Goroutines), Origin: o}
	g.Origin.Parent = parent
	if parent != nil {
		g.Clock = parent.Clock.Clone()
		parent.tick()
	}
	g.tick()
	m.Goroutines = append(m.Goroutines, g)
	m.Scheduler.Started(m, g)
	return g
}

// A limit ends the calls above a frame after some steps.
type limit struct {
	depth int // of the stack
	step  int // of the execution; 0 for no limit
}

// Limit bounds the steps of the calls that g's current frame makes from now on. When they are used
// up, the calls end, and what they would have stored is unknown. Zero lifts the limit.
func (m *Machine) Limit(g *Goroutine, steps int) {
	g.limit = limit{depth: len(g.stack)}
	if steps > 0 {
		g.limit.step = m.Steps + steps
	}
}

// abandon ends the calls above the limit, the outermost of which is f.
func (m *Machine) abandon(g *Goroutine, f *Frame) {
	if f := f.fn; f != nil {
		if m.abandoned == nil {
			m.abandoned = map[string]bool{}
		}
		m.abandoned[f.Pkg] = true
	}
	g.stack, g.panic = g.stack[:g.limit.depth], nil
	g.limit = limit{}
}

func (g *Goroutine) top() *Frame {
	if len(g.stack) == 0 {
		return nil
	}
	return g.stack[len(g.stack)-1]
}

// runnable reports whether the goroutine can make a step now.
func (g *Goroutine) runnable() bool {
	if g.ended || len(g.stack) == 0 {
		return false
	}
	if g.ready != nil {
		if !g.ready() {
			return false
		}
		g.ready = nil
	}
	return g.parked == nil
}

// Block makes g try its current operation again when ready says so.
func (g *Goroutine) Block(ready func() bool) { g.ready = ready }

// Yield lets other goroutines go on.
func (g *Goroutine) Yield() { g.preempted, g.idle = true, true }

// Linger is like Yield for what comes late, such as the end of a stream: others do before what they
// can, and what they wait for happens, mostly.
func (g *Goroutine) Linger() { g.preempted, g.late = true, true }

// Stack returns where the goroutine is, innermost first.
func (g *Goroutine) Stack() []Place {
	var out []Place
	for _, f := range slices.Backward(g.stack) {
		if f.view == Leaf {
			out = nil
		}
		if f.view == Base && len(out) > 0 {
			break
		}
		if f.fn == nil || f.fn.File == "" {
			continue
		}
		p := Place{Fn: f.fn, Line: f.fn.Line, Col: f.fn.Col}
		if in := f.at(); in != nil && in.Line > 0 {
			p.Line, p.Col = in.Line, in.Col
		}
		out = append(out, p)
	}
	if len(out) == 0 && len(g.Origin.Stack) > 0 {
		return g.Origin.Stack[:1] // go stream.Send(m)
	}
	return out
}

// at returns the call that the frame has made: the machine goes past a call before it makes
// it.
func (f *Frame) at() *code.Instr {
	if f.running != nil {
		return f.running
	}
	if instrs := f.fn.Blocks[f.block].Instrs; f.pc > 0 && f.pc <= len(instrs) {
		return &instrs[f.pc-1]
	}
	return nil
}

// push starts a call of fn in g. Its result goes to slot dst of the frame below.
func (m *Machine) push(g *Goroutine, c *Closure, args []Value, dst int32) {
	fn := c.Fn
	if len(g.stack) >= maxDepth {
		m.Stop(Exhausted, TooDeep)
		return
	}
	f := m.newFrame(fn)
	f.args, f.dst = c.Args, dst
	copy(f.slots, args)
	copy(f.slots[fn.Params:], c.Free)
	g.stack = append(g.stack, f)
	m.visit(g, fn, 0)
}

// maxDepth bounds the frames of a goroutine. An execution that needs more ends, with TooDeep for
// its reason.
const maxDepth = 400

// TooDeep is the reason of executions in which calls were nested too deeply.
const TooDeep = "recursion"

// PushNative starts native code in g. Its result is that of the call that made it.
func (m *Machine) PushNative(g *Goroutine, code NativeCode, dst int32) {
	g.stack = append(g.stack, &Frame{native: code, dst: dst})
}

// visit notes that g enters a block.
func (m *Machine) visit(g *Goroutine, fn *code.Func, block int32) {
	i := fn.Base + int(block)
	if i < len(m.Visits) {
		if m.Visits[i] == 0 && (m.Matters == nil || m.Matters[i]) {
			m.Entered++
		}
		m.Visits[i]++
	}
	if m.Idle == 0 {
		return
	}
	if id := uint32(1) << (g.ID % 32); i < len(m.entered) && m.entered[i]&id == 0 {
		m.entered[i] |= id
		m.progress = m.Steps
	}
}

// newFrame returns a frame for a call of fn, and reuses one that has ended.
func (c *Cache) newFrame(fn *code.Func) *Frame {
	f := &Frame{}
	if n := len(c.frames); n > 0 {
		f, c.frames = c.frames[n-1], c.frames[:n-1]
	}
	slots := f.slots[:0]
	if cap(slots) < fn.Slots {
		slots = make([]Value, fn.Slots)
	}
	*f = Frame{fn: fn, slots: slots[:fn.Slots], defers: f.defers[:0], prev: -1}
	return f
}

// recycle keeps a frame that has ended for another call.
func (c *Cache) recycle(f *Frame) {
	if f.native != nil || f.pinned {
		return
	}
	clear(f.slots)
	clear(f.defers[:cap(f.defers)])
	c.frames = append(c.frames, f)
}

// pop ends the innermost frame with a result.
func (m *Machine) pop(g *Goroutine, v Value) {
	f := g.top()
	g.stack = g.stack[:len(g.stack)-1]
	below := g.top()
	switch {
	case below == nil:
		m.end(g)
	case below.native != nil:
		below.ret = v
	case f.dst >= 0:
		below.slots[f.dst] = v
	}
	m.recycle(f)
}

func (m *Machine) end(g *Goroutine) {
	if g.ended {
		return
	}
	g.ended = true
	g.stack = nil
	if g.OnEnd != nil {
		g.OnEnd()
	}
}
