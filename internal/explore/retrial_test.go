package explore_test

import (
	"slices"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
)

// A reduced execution shows the race with the same stacks, is simpler, and keeps to the budget.
// It is the same each time.
func TestReduce(t *testing.T) {
	for seed := range uint64(4) {
		x := explorer(t, chat(t), seed, budget)
		before, after := 0, 0
		for _, f := range x.Run().Findings {
			const steps = 200_000
			r := x.Retry(f, steps)
			r.Reduce()
			before += unusual(f.Choices)
			after += unusual(r.Finding.Choices)
			if !r.Shows(choice.Replay(r.Finding.Choices)) {
				t.Errorf("seed %d, %s: reduced, the execution doesn't show the race", seed, line(f.Race))
			}
			if r.Steps() > steps+3*budget.PerRun {
				t.Errorf("seed %d, %s: %d steps", seed, line(f.Race), r.Steps())
			}
			again := x.Retry(f, steps)
			again.Reduce()
			if !slices.Equal(again.Finding.Choices, r.Finding.Choices) {
				t.Errorf("seed %d, %s: reduced to %v and to %v", seed, line(f.Race), r.Finding.Choices, again.Finding.Choices)
			}
			var m *machine.Machine
			race := r.Watch(func(of *machine.Machine) { m = of })
			if race == nil || !slices.Equal(lines([]*explore.Finding{{Race: *race}}), lines([]*explore.Finding{f})) {
				t.Errorf("seed %d: watched, the execution shows %v, want %s", seed, race, line(f.Race))
			}
			if m.Outcome == machine.Running || m.Steps <= race.Second.Step {
				t.Errorf("seed %d: watched, the execution doesn't go on", seed)
			}
		}
		if after*2 > before {
			t.Errorf("seed %d: %d choices that are not the simplest are reduced to %d", seed, before, after)
		}
	}
}

// unusual returns how many choices are not the simplest ones.
func unusual(s choice.Sequence) int {
	n := 0
	for _, v := range s {
		if v != 0 {
			n++
		}
	}
	return n
}

// Any strategy's execution is one of the random walk, too.
func TestReduceTranslates(t *testing.T) {
	strategies := map[int]bool{}
	for seed := range uint64(12) {
		x := explorer(t, chat(t), seed, budget)
		for _, f := range x.Run().Findings {
			r := x.Retry(f, 0) // only what it takes to begin
			r.Reduce()
			strategies[f.Plan.Strategy] = true
			if r.Finding.Plan.Strategy != 1 || !r.Shows(choice.Replay(r.Finding.Choices)) {
				t.Errorf("seed %d, %s: strategy %d is not translated", seed, line(f.Race), f.Plan.Strategy)
			}
		}
	}
	if len(strategies) < 4 {
		t.Errorf("only strategies %v were met", strategies)
	}
}
