package infer

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/dataflow"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A frame is the analysis of one function. It runs the dataflow problem until
// the states and the values of registers are stable, and then goes through the
// function once more to record effects and conflicts.
type frame struct {
	pkg   *Package
	fn    *ssa.Function
	loops *loops

	regs   map[ssa.Value]path.Set
	tuples map[ssa.Value][]path.Set
	grew   bool // a register or tuple got a new value
	fresh  map[path.Root]*summary.Fresh

	origins map[path.Root]path.Root // where what a call of the same component creates is made

	recording   bool // what happens, once the states are stable
	checking    bool // and comparing it
	records     []*record
	recordsAt   map[source][]*record
	seen        map[recordKey]*record
	clashes     []clash
	overlaps    []overlap
	overlapping map[overlap]bool // those in overlaps
	signals     []signalAt
	running     map[summary.Token]map[source]bool // what is live when a token is signaled
	uncovered   map[uncover]bool
	exits       []exit
	results     []path.Set
	deferring   *moment
	sentOn      map[path.Path]int     // in a shared frame: how many send on a channel
	calls       map[any]*ssa.Function // in a shared frame: of which function a site's call is
	sendLoops   map[path.Path]string  // what decides how many goroutines send on a channel
	conflicts   []Conflict
	always      []summary.Token
	handler     bool // a server calls it: what its receiver holds may change at any time
	ordinals    map[ssa.Instruction]int
	numbers     map[ssa.Instruction]map[string]int // of the effects that an instruction has
	steps       int                                // work done, in units of about an instruction
	budget      budget
	expanded    int              // calls of function values followed for the present call
	places      map[string]place // by the names of their locations, see modes.go
	returning   int              // functions asked for what they return, one by the other
}

// limits on the work spent on one function. What they cut off is counted.
const (
	maxVisits = 24 // of one block in one run of the solver
	maxRounds = 6  // runs of the solver
)

// A budget is how many steps may be taken, see frame.steps.
type budget struct {
	function int // for one function
	all      int // for all such functions of the package
}

// Functions that use no stream, also not through what they mention, matter for what they
// do with functions and objects that are handed to them: they are small.
var (
	streamBudget = budget{1_000_000, 10_000_000}
	otherBudget  = budget{20_000, 300_000}
)

// budget returns what may be spent on fn.
func (p *Package) budget(fn *ssa.Function) budget {
	if p.GRPC && (p.usesStreams.by(fn) || p.usesStreamsBehind(fn)) {
		return streamBudget
	}
	return otherBudget
}

// exhausted reports whether more work was spent on the function than is allowed.
func (f *frame) exhausted() bool {
	return f.steps > f.budget.function
}

func newFrame(p *Package, fn *ssa.Function) *frame {
	return &frame{
		pkg: p, fn: fn, loops: findLoops(fn), handler: p.isHandler(fn), budget: p.budget(fn),
		regs:      map[ssa.Value]path.Set{},
		tuples:    map[ssa.Value][]path.Set{},
		fresh:     map[path.Root]*summary.Fresh{},
		recordsAt: map[source][]*record{},
		seen:      map[recordKey]*record{},
		running:   map[summary.Token]map[source]bool{},
		uncovered: map[uncover]bool{},
		sendLoops: map[path.Path]string{},
		numbers:   map[ssa.Instruction]map[string]int{},
	}
}

// run analyzes the function and reports whether it stayed within the limits.
func (f *frame) run() bool {
	var in []dataflow.Edge[*state]
	for round := 0; ; round++ {
		f.grew = false
		var ok bool
		in, ok = dataflow.Forward(f, f, &state{}, maxVisits)
		if !ok || f.exhausted() {
			return false
		}
		if !f.grew {
			break
		}
		if round == maxRounds {
			return false
		}
	}
	// Everything that happens is recorded before any of it is compared: a loop
	// leads from the end of its body to its beginning.
	f.recording = true
	for _, f.checking = range [...]bool{false, true} {
		for _, b := range f.fn.Blocks {
			if in[b.Index].Reached {
				f.Transfer(b.Index, in[b.Index].State)
			}
		}
	}
	return !f.exhausted()
}

// Len and Succs implement dataflow.Graph.
func (f *frame) Len() int { return len(f.fn.Blocks) }

// Succs implements dataflow.Graph.
func (f *frame) Succs(block int) []int {
	var out []int
	for _, s := range f.loops.next(f.fn.Blocks[block]) {
		out = append(out, s.Index)
	}
	return out
}

// Merge implements dataflow.Problem.
func (f *frame) Merge(_ int, in []*state) *state {
	s := in[0].clone()
	for _, t := range in[1:] {
		f.steps += t.size()
		s.join(t)
	}
	f.steps += s.size()
	return s
}

// Equal implements dataflow.Problem.
func (f *frame) Equal(a, b *state) bool { return a.equal(b) }

// Transfer implements dataflow.Problem.
func (f *frame) Transfer(block int, in *state) []dataflow.Edge[*state] {
	b := f.fn.Blocks[block]
	s := in.clone()
	f.steps += 10 + s.size()
	returns := f.block(b, s)
	ways := f.loops.ways(b)
	out := make([]dataflow.Edge[*state], len(ways))
	for i, w := range ways {
		if !returns {
			continue
		}
		t := s
		if i < len(ways)-1 {
			t = s.clone()
		}
		out[i] = dataflow.Edge[*state]{State: t, Reached: f.follow(b, w, t)}
	}
	return out
}

// block runs the instructions of b on s, and reports whether the end is reached.
func (f *frame) block(b *ssa.BasicBlock, s *state) bool {
	for _, i := range b.Instrs {
		f.steps++
		if f.exhausted() {
			return false
		}
		if !f.instr(i, s) {
			return false
		}
	}
	return true
}

// instr runs one instruction on s, and reports whether what follows is reached.
func (f *frame) instr(i ssa.Instruction, s *state) bool {
	switch i := i.(type) {
	case *ssa.Store:
		f.store(s, i.Addr, i.Val)
	case *ssa.MapUpdate:
		f.mapUpdate(s, i)
	case *ssa.Send:
		f.chanSend(s, i, i.Chan, i.X)
	case *ssa.Go:
		f.goStmt(s, i)
	case *ssa.Defer:
		f.deferCall(s, i)
	case *ssa.RunDefers:
		return f.runDefers(s, i)
	case *ssa.Return:
		f.runCleanups(s, i)
		f.returns(s, i)
	case *ssa.Panic:
		return false
	case *ssa.Call:
		f.mayPanic(s)
		return f.call(s, i, &i.Call)
	case ssa.Value:
		f.value(s, i)
	}
	return true
}

// tracked reports whether values of type t can lead to a stream, a lock, a
// channel or a function.
func (f *frame) tracked(t types.Type) bool { return f.pkg.relevance.of(t) }
