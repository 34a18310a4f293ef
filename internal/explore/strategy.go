package explore

import (
	"slices"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
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

// scheduler chooses one of the schedulers.
func (s Strategy) scheduler(random *choice.Source) int {
	total := 0
	for _, w := range s.Schedulers {
		total += w
	}
	n := random.Intn(total)
	for i, w := range s.Schedulers {
		if n -= w; n < 0 {
			return i
		}
	}
	return 0
}

// kept is an execution that came where none had been.
type kept struct {
	plan    Plan
	choices choice.Sequence
	begun   int // how often others began like it
}

// again returns an execution that begins as one that was kept.
func (x *Explorer) again() (Plan, choice.Sequence) {
	k := x.choose()
	k.begun++
	if x.random.Percent(x.Strategy.Mutated) && len(k.choices) > 0 {
		return k.plan, x.mutate(k.choices)
	}
	n := 0
	if len(k.choices) > 0 {
		n = x.random.Intn(len(k.choices) + 1)
	}
	return k.plan, k.choices[:n]
}

// choose returns one of the executions that were kept.
func (x *Explorer) choose() *kept {
	if !x.Strategy.Even {
		return x.corpus[x.random.Intn(len(x.corpus))]
	}
	const full = 1 << 16
	total := 0
	for _, k := range x.corpus {
		total += full / (1 + k.begun)
	}
	n := x.random.Intn(total)
	for _, k := range x.corpus {
		if n -= full / (1 + k.begun); n < 0 {
			return k
		}
	}
	return x.corpus[0]
}

// mutate returns choices a few of which are others.
func (x *Explorer) mutate(s choice.Sequence) choice.Sequence {
	s = slices.Clone(s)
	for range 1 + x.random.Intn(5) {
		s[x.random.Intn(len(s))] = uint32(x.random.Intn(1 << 16))
	}
	return s
}

// seen notes what has happened to streams, and reports whether the execution is to be kept for it,
// and whether there is news: that a stream has gone on from one place to another one is reason
// enough to begin like this again, but there are too many pairs of places to wait for all of them.
func (x *Explorer) seen(handovers []shadow.Handover) (keep, news bool) {
	for _, h := range handovers {
		x.shared = x.shared || h.Goroutines > 1
		place := h
		place.From = machine.Place{}
		if !x.handovers[place] {
			x.handovers[place] = true
			news = true
		}
		if x.Strategy.Ways && !x.handovers[h] {
			x.handovers[h] = true
			keep = true
		}
	}
	return keep || news, news
}
