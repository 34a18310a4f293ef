package machine

import (
	"slices"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
)

// A Machine is one execution of a program.
type Machine struct {
	Program   *code.Program
	Choices   *choice.Source
	Models    Models
	Observer  Observer
	Scheduler Scheduler
	Guide     Guide    // nil if branches are not directed
	Registry  Registry // nil if nothing is called that the program registers
	// Leads reports whether a function may lead to an access, if it is not nil.
	Leads func(*code.Func) bool
	// Calm, if it is above zero, says that operations of the environment hardly ever fail.
	Calm int
	// Echo says that equal fields of messages are equal values: that two requests are
	// about the same things.
	Echo bool
	// Crowd is how many handlers the environment calls at once; 0 for a few.
	Crowd int
	// Jitter lets other goroutines go on also after plain stores, in which programs with data
	// races may be interrupted.
	Jitter bool
	// Matters says of each block whether it matters that it is entered first, if it isn't nil.
	Matters []bool
	// Visits counts how often each block of the program was entered, by its number.
	// It is shared by the executions of one exploration.
	Visits []uint32
	// MaxSteps ends the execution.
	MaxSteps int
	// Idle, if it is above zero, ends the execution after so many steps in a row in which no
	// goroutine has entered a block that is new to it: all of them go in circles.
	Idle int
	// Trace, if it is not nil, gets a line for each instruction.
	Trace func(g *Goroutine, fn *code.Func, in *code.Instr)

	Steps      int
	Entered    int // blocks that matter and that no execution had entered before
	Goroutines []*Goroutine
	Outcome    Outcome
	Reason     string // why the execution ended early

	current  *Goroutine
	turn     int // the step at which it became the current one
	topic    Topic
	progress int // the step at which a goroutine last entered a block for the first time
	globals  map[string]*Cell
	failing  map[string]bool // the operations that have failed, by their names
	terms    map[term]*Unknown
	orders   map[*Unknown][]order // of integers that were compared with each other
	unknowns int
	mutexes  int
	// abandoned are the packages whose initialization was too long.
	abandoned map[string]bool
	nesting   int   // of models that call functions
	bindings  int32 // how many unknown scalars have become known
	*Cache
	biased   int // what the guide says about the branch that is being decided, in percent; 0 for nothing
	inverted bool
	odds     int  // how often, in percent, two scalars are equal, or never; 0 if they may well be
	believed bool // whether an unknown value surely has the type that it is asserted to have
	ints     *code.Type
	nilErr   *code.Type
}

// Outcome says how an execution ended.
type Outcome uint8

// The outcomes.
const (
	Running   Outcome = iota
	Ended             // every goroutine has ended or waits for ever
	Exhausted         // the steps are used up
	Panicked          // as a program does that panics
	Exited            // os.Exit, or the end of main
	Refused           // the machine can't go on: an instruction is unknown
)

func (o Outcome) String() string {
	return [...]string{"running", "ended", "steps used up", "panicked", "exited", "refused"}[o]
}

// An Observer is told what happens.
type Observer interface {
	// Access is called before a call accesses a stream.
	Access(m *Machine, a *Access)
}

// A Registry is told what the program registers to be called by others.
type Registry interface {
	// Requests is told of a handler of requests, a function or an object with the method
	// ServeHTTP. They come now, or when g has returned to the environment or waits.
	Requests(m *Machine, g *Goroutine, handler Value, now bool)
	// Calls is told of a server of RPCs, an object that package model has made, likewise.
	Calls(m *Machine, g *Goroutine, server Native, now bool)
	// Given returns what a function from outside may do with what it is given, or nil.
	Given(args []Value) func(g *Goroutine)
}

// A Guide directs an execution.
type Guide interface {
	// Prefer returns how often, in percent, control should go on to block yes rather than
	// to block no, both in fn, or 0 if that doesn't matter.
	Prefer(m *Machine, fn *code.Func, yes, no int32) int
}

// New returns an execution of p that has no goroutine yet.
func New(p *code.Program, choices *choice.Source, models Models) *Machine {
	m := &Machine{
		Program: p, Choices: choices, Models: models,
		MaxSteps: 20000, bindings: 1,
		failing: map[string]bool{}, globals: map[string]*Cell{}, terms: map[term]*Unknown{}, Cache: NewCache(),
	}
	m.ints = p.Basic("int", code.Int)
	m.nilErr = p.Basic("error", code.Interface)
	return m
}

// A Cache keeps what has been found out about a program and its models, for all executions of
// it. It is not safe for concurrent use.
type Cache struct {
	callees map[string]*callee
	names   map[methodKey]string
	targets map[methodKey]methodTarget
	funcs   map[*code.Const]*Closure
	dooms   map[*code.Func][]doom
	coded   map[*code.Type]bool // whether it has code, as hasCode says

	// What one execution has used and the next one may use again.
	spareTerms   map[term]*Unknown
	spareGlobals map[string]*Cell
	frames       []*Frame
	candidates   [4][]*Goroutine // what a scheduler is choosing from
	phis         []Value
	entered      []uint32 // of each block, by its number, which goroutines have entered it: a set of IDs modulo 32
}

// NewCache returns an empty Cache.
func NewCache() *Cache {
	return &Cache{callees: map[string]*callee{}, names: map[methodKey]string{}, targets: map[methodKey]methodTarget{}, funcs: map[*code.Const]*Closure{}, dooms: map[*code.Func][]doom{}, coded: map[*code.Type]bool{}}
}

// Share makes m use c, before its execution begins.
func (m *Machine) Share(c *Cache) {
	m.Cache = c
	if c.spareTerms != nil {
		m.terms, m.globals = c.spareTerms, c.spareGlobals
		c.spareTerms, c.spareGlobals = nil, nil
	}
}

// maxRecycled bounds the size of maps that are used again: to clear one takes as long as it is large.
const maxRecycled = 2048

// Recycle leaves to the next execution what m has used. m must not be used any more.
func (m *Machine) Recycle() {
	if len(m.terms) <= maxRecycled && len(m.globals) <= maxRecycled {
		clear(m.terms)
		clear(m.globals)
		m.spareTerms, m.spareGlobals = m.terms, m.globals
	}
	m.terms, m.globals = nil, nil
}

func (m *Machine) intType() *code.Type { return m.ints }

// ErrorType returns the type error.
func (m *Machine) ErrorType() *code.Type { return m.nilErr }

// Run executes until nothing can go on, or the steps are used up.
func (m *Machine) Run() Outcome {
	if m.Idle > 0 {
		m.entered = slices.Grow(m.entered[:0], m.Program.Blocks)[:m.Program.Blocks]
		clear(m.entered)
	}
	for m.Outcome == Running {
		m.topic = Scheduling
		g := m.schedule()
		m.topic = Instructions
		if g == nil {
			m.Outcome = Ended
			break
		}
		if g != m.current {
			m.turn = m.Steps
		}
		m.current = g
		m.Steps += len(m.Goroutines) / 16 // choosing is work, too
		m.runUntilVisible(g)
	}
	return m.Outcome
}

// Stop ends the execution.
func (m *Machine) Stop(o Outcome, reason string) {
	if m.Outcome == Running {
		m.Outcome, m.Reason = o, reason
	}
}

// runUntilVisible runs g up to its next visible operation after the first, or until it
// can't go on.
func (m *Machine) runUntilVisible(g *Goroutine) {
	g.preempted = false
	for first := true; m.Outcome == Running && g.runnable() && !g.preempted; first = false {
		if !first && m.visible(g) {
			return
		}
		m.Steps++
		if m.Steps > m.MaxSteps || m.Idle > 0 && m.Steps-m.progress > m.Idle {
			m.Stop(Exhausted, "")
			return
		}
		m.step(g)
		if m.Steps-m.turn > maxTurn && len(m.Goroutines) > 1 {
			m.turn = m.Steps
			g.Yield()
		}
	}
}

// maxTurn bounds the steps that a goroutine makes while others could run, whatever the scheduler
// says: a goroutine that polls would use up all steps.
const maxTurn = 1000

// bias returns a percentage, as the guide wants it for the branch that is being decided.
func (m *Machine) bias(percent int) int {
	p := m.biased
	if p == 0 {
		return percent
	}
	if m.inverted {
		p = 100 - p
	}
	if p <= seldom || p >= 100-seldom {
		return p
	}
	return (percent + 2*p) / 3
}

// never is the value of Machine.odds that says that two scalars differ.
const never = -1

func (m *Machine) invert() { m.inverted = !m.inverted }

// Global returns the variable of a package. A variable of a package whose code is not in the
// program, or that no code stores to, has an unknown value at first; an error variable that only
// this package can set is nil. Code that uses any other one without a check relies on somebody to
// set it.
// A pointer or an object of another package that no initializer has set may have been set by one
// of that package's functions before the execution begins.
func (m *Machine) Global(name string, t *code.Type) *Cell {
	c, ok := m.globals[name]
	if !ok {
		c = &Cell{T: t}
		unset := !m.Program.StoredGlobal(name) && (!t.Error || !m.Program.NeverStored(name))
		if m.abandoned[packageOf(name)] || unset && (t.Kind.IsReference() || t.Kind == code.Struct && !m.Program.HasPackage(packageOf(name))) {
			c.origin = &origin{name: name}
			if u, ok := m.peek(c).(*Unknown); ok && t.Error {
				u.nonNil, u.sentinel = true, true
			}
		} else if (t.Kind == code.Pointer || t.Kind == code.Interface && !t.Error) && packageOf(name) != m.Program.Package && m.Choices.Percent(70) {
			c.origin = &origin{name: name}
			if u, ok := m.peek(c).(*Unknown); ok {
				u.nonNil = true
			}
		}
		m.globals[name] = c
	}
	return c
}

func packageOf(name string) string {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			return name[:i]
		}
	}
	return name
}

// tick begins the next epoch of g. Goroutines that have synchronized with g know what it did in
// earlier ones.
func (g *Goroutine) tick() { g.Clock.Tick(g.ID) }

// Release makes what g has done known to goroutines that acquire c later.
func (g *Goroutine) Release(c *clock.Vector) {
	c.Join(g.Clock)
	g.tick()
}

// publish notes that g has stored a value in c. If it is a stream, another goroutine that loads it can't
// use it before: what g has done with it until now does not overlap with that, even if nothing
// synchronizes the two.
func (g *Goroutine) publish(c *Cell) {
	if !c.shared || c.T == nil || c.T.Object == nil {
		return
	}
	c.stored = g.Clock.Epoch(g.ID)
	g.tick()
}

// observe notes that g has loaded the value of c.
func (g *Goroutine) observe(c *Cell) { g.Clock.Reach(c.stored) }

// Acquire makes known to g what was released to c.
func (g *Goroutine) Acquire(c clock.Vector) { g.Clock.Join(c) }
