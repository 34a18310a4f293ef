package explore

import (
	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/machine"
)

// A Strategy says how the executions of a package are chosen. All numbers are percentages.
type Strategy struct {
	Name string
	// Schedulers are the weights of Sticky, RandomWalk, and Priorities that change often and
	// seldom.
	Schedulers [4]int
	Directed   int // of the new executions, how many are guided towards accesses
	Again      int // of all executions, how many begin as one that was kept
	Mutated    int // of these, how many repeat all of it, with a few other choices
	// Even says that of the executions that were kept, those are preferred that were seldom
	// begun again.
	Even bool
	// Ways says that executions also differ by the places between which streams go.
	Ways bool
}

// Default is the strategy that has found most in few executions; Strategies are those that it was
// compared with (docs/architecture.md, Exploration).
var (
	Default = Strategy{Name: "default", Schedulers: even, Directed: 50, Again: 50, Ways: true, Even: true}

	Strategies = []Strategy{
		Default,
		{Name: "random walk alone", Schedulers: [4]int{0, 1, 0, 0}},
		{Name: "no feedback", Schedulers: even, Directed: 50},
		{Name: "not directed", Schedulers: even, Again: 50, Ways: true, Even: true},
		{Name: "neither ways nor even", Schedulers: even, Directed: 50, Again: 50},
		{Name: "75 again", Schedulers: even, Directed: 50, Again: 75, Ways: true, Even: true},
		{Name: "half mutated", Schedulers: even, Directed: 50, Again: 50, Mutated: 50, Ways: true, Even: true},
		{Name: "random walk", Schedulers: [4]int{0, 1, 0, 0}, Directed: 50, Again: 50, Ways: true, Even: true},
		{Name: "mostly random walk", Schedulers: [4]int{1, 3, 1, 1}, Directed: 50, Again: 50, Ways: true, Even: true},
		{Name: "POS", Schedulers: [4]int{0, 0, 1, 0}, Directed: 50, Again: 50, Ways: true, Even: true},
		{Name: "PCT", Schedulers: [4]int{0, 0, 0, 1}, Directed: 50, Again: 50, Ways: true, Even: true},
	}
)

// even are weights of schedulers that are all alike.
var even = [4]int{1, 1, 1, 1}

// schedulers are what Strategy.Schedulers weighs.
var schedulers = [4]machine.Scheduler{machine.Sticky{}, machine.RandomWalk{}, machine.Priorities{Change: 50}, machine.Priorities{Change: 5}}

// scheduler chooses one of the schedulers, and returns its index.
func (s Strategy) scheduler(random *choice.Source) int {
	return choice.Weighted(random, []int{0, 1, 2, 3}, func(i int) int { return s.Schedulers[i] })
}
