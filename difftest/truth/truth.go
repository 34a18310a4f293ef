package truth

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/difftest/program"
)

// A Conflict is two calls that may overlap on one stream.
type Conflict struct {
	// Opened is the statement that opened the stream, by its ID. If it is
	// negative, the stream is that of a handler: -1 for the first.
	Opened   int
	Category program.Category
	A, B     int // the calls, by the IDs of their statements; A is not greater
}

func compare(a, b Conflict) int {
	return cmp.Or(
		cmp.Compare(a.Opened, b.Opened), cmp.Compare(a.Category, b.Category),
		cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B),
	)
}

// A Result is what there is to know about a program.
type Result struct {
	Conflicts []Conflict   // sorted
	Reached   map[int]bool // the calls that can happen at all, and the waits that can end
	States    int

	witness map[Conflict][]string
}

// Witness returns what happens up to the overlap, one line a step.
func (r *Result) Witness(c Conflict) []string { return r.witness[c] }

// limit is the number of states beyond which a program is too large.
const limit = 20_000

// Of returns the truth about p. It fails if p can panic or hang, or is too large.
func Of(p *program.Program) (*Result, error) {
	r := &Result{Reached: make(map[int]bool), witness: make(map[Conflict][]string)}
	for _, in := range inputs(p) {
		e := explorer{m: compile(p, in), seen: make(map[string]bool), result: r}
		if err := e.run(); err != nil {
			return nil, err
		}
	}
	for c := range r.witness {
		r.Conflicts = append(r.Conflicts, c)
	}
	slices.SortFunc(r.Conflicts, compare)
	return r, nil
}

// inputs returns the inputs that p can tell apart.
func inputs(p *program.Program) []input {
	flags, names := []bool{false}, []int{0}
	for s := range p.All() {
		switch s.Cond {
		case program.Flag, program.NotFlag:
			flags = []bool{false, true}
		case program.Names:
			names = []int{0, 1, turns}
		}
	}
	var out []input
	for _, f := range flags {
		for _, n := range names {
			out = append(out, input{flag: f, names: n})
		}
	}
	return out
}

// An explorer goes through the states of a machine, depth first.
type explorer struct {
	m      *machine
	seen   map[string]bool
	steps  []step
	stack  []entry
	result *Result
}

// A step leads to a state from the one before it.
type step struct {
	before int // the step before, or -1
	thread int
	stmt   *program.Stmt
}

type entry struct {
	state state
	step  int
}

func (e *explorer) run() error {
	first, err := e.m.settle(e.m.initial(), 0, nil)
	if err != nil {
		return err
	}
	var names namer
	push := func(states []state, by step) error {
		for _, s := range states {
			key := names.write(&s)
			if e.seen[string(key)] {
				continue
			}
			e.seen[string(key)] = true
			e.result.States++
			if e.result.States > limit {
				return errLarge
			}
			e.steps = append(e.steps, by)
			e.stack = append(e.stack, entry{s, len(e.steps) - 1})
		}
		return nil
	}
	if err := push(first, step{before: -1}); err != nil {
		return err
	}
	for len(e.stack) > 0 {
		top := e.stack[len(e.stack)-1]
		e.stack = e.stack[:len(e.stack)-1]
		e.look(top)
		stuck := true
		for i := range top.state.threads {
			after, err := e.m.turn(&top.state, i)
			if err != nil {
				return err
			}
			if len(after) == 0 {
				continue
			}
			stuck = false
			in := &e.m.code[top.state.threads[i].pc]
			switch in.op {
			case opUse, opReceive, opWait:
				e.result.Reached[in.stmt.ID] = true
			}
			if err := push(after, step{before: top.step, thread: i, stmt: in.stmt}); err != nil {
				return err
			}
		}
		if stuck && slices.ContainsFunc(top.state.threads, func(t thread) bool { return t.root && !t.done }) {
			return errStuck
		}
	}
	return nil
}

// look notes the calls that are about to happen at the same time.
func (e *explorer) look(at entry) {
	s := &at.state
	for i := range s.threads {
		a := e.using(s, i)
		if a == nil {
			continue
		}
		for j := range i {
			b := e.using(s, j)
			if b == nil {
				continue
			}
			stream := s.stream(&s.threads[i], a.v)
			if stream == 0 || stream != s.stream(&s.threads[j], b.v) {
				continue
			}
			for _, category := range program.Conflicts(a.stmt.Method, b.stmt.Method) {
				c := Conflict{
					Opened:   int(s.heap[stream-1].n),
					Category: category,
					A:        min(a.stmt.ID, b.stmt.ID),
					B:        max(a.stmt.ID, b.stmt.ID),
				}
				if _, ok := e.result.witness[c]; !ok {
					e.result.witness[c] = e.story(at.step, i, j, a, b)
				}
			}
		}
	}
}

// using returns the call that thread i is about to make, or nil.
func (e *explorer) using(s *state, i int) *instr {
	t := &s.threads[i]
	if t.done || e.m.code[t.pc].op != opUse {
		return nil
	}
	return &e.m.code[t.pc]
}

func (e *explorer) story(at, i, j int, a, b *instr) []string {
	var out []string
	for at >= 0 && e.steps[at].stmt != nil {
		s := e.steps[at]
		out = append(out, fmt.Sprintf("thread %d: %v", s.thread, s.stmt))
		at = s.before
	}
	slices.Reverse(out)
	return append(out, fmt.Sprintf("thread %d may now call %v, and thread %d %v", i, a.stmt, j, b.stmt))
}

// Explain returns the result in words.
func (r *Result) Explain() string {
	if len(r.Conflicts) == 0 {
		return fmt.Sprintf("no overlap in %d states\n", r.States)
	}
	var b strings.Builder
	for _, c := range r.Conflicts {
		fmt.Fprintf(&b, "%s of #%d and #%d on the stream of #%d:\n", c.Category, c.A, c.B, c.Opened)
		for _, line := range r.witness[c] {
			fmt.Fprintf(&b, "\t%s\n", line)
		}
	}
	return b.String()
}
