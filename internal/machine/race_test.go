package machine_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/shadow"
)

// models are made once: they have no state, and are more work than a small program.
var models = model.New()

// How often a program is run: up to most times until it shows a race, and fewest times to show
// that it has none.
const (
	most   = 800
	fewest = 96
)

// runs calls f for n executions of a function, until it returns false.
func runs(p *code.Program, name string, n int, f func(m *machine.Machine, s *shadow.Shadow) bool) {
	for i := range n {
		m, s := enginetest.Run{
			Models:    enginetest.NewAccesses(models, p.Package),
			Scheduler: enginetest.Schedulers[i%len(enginetest.Schedulers)],
			Choices:   choice.Random(choice.Hash(name)+uint64(i), nil),
			Jitter:    i/len(enginetest.Schedulers)%2 == 1,
			MaxSteps:  2000,
		}.Call(p, name)
		if !f(m, s) {
			return
		}
	}
}

// Executions show the data races that there are, and no others: the machine's order of
// events is that of the Go memory model.
func TestRaces(t *testing.T) {
	testRaces(t, enginetest.Load(t, "race", enginetest.Programs(t, filepath.Join("testdata", "race"))).Link())
}

// That also holds of code whose local variables are no registers.
func TestRacesNaive(t *testing.T) {
	testRaces(t, enginetest.LoadNaive(t, "race", enginetest.Programs(t, filepath.Join("testdata", "race"))).Link())
}

func testRaces(t *testing.T, p *code.Program) {
	t.Helper()
	for _, f := range p.Funcs {
		name, ok := strings.CutPrefix(f.Name, "race.")
		switch {
		case !ok || strings.Contains(name, "$"):
		case strings.HasPrefix(name, "Race"):
			t.Run(name, func(t *testing.T) { hasRace(t, p, f) })
		case strings.HasPrefix(name, "NoRace"):
			t.Run(name, func(t *testing.T) { hasNoRace(t, p, f) })
		}
	}
}

func hasRace(t *testing.T, p *code.Program, f *code.Func) {
	t.Helper()
	found := false
	runs(p, f.Name, most, func(m *machine.Machine, s *shadow.Shadow) bool {
		check(t, m)
		found = len(s.Races) > 0
		return !found
	})
	if !found {
		t.Errorf("none of %d executions shows a race", most)
	}
}

func hasNoRace(t *testing.T, p *code.Program, f *code.Func) {
	t.Helper()
	shared := false
	runs(p, f.Name, fewest, func(m *machine.Machine, s *shadow.Shadow) bool {
		check(t, m)
		shared = shared || slices.ContainsFunc(s.Handovers, func(h shadow.Handover) bool { return h.Goroutines > 1 })
		for _, r := range s.Races {
			t.Errorf("race of %s at line %d and %s at line %d", r.First.Method, r.First.Stack[0].Line, r.Second.Method, r.Second.Stack[0].Line)
		}
		return !t.Failed()
	})
	if !shared {
		t.Errorf("in none of %d executions two goroutines access one variable", fewest)
	}
}

// check says what is wrong with the end of an execution. Those that wait for each other in
// a loop may go on for ever.
func check(t *testing.T, m *machine.Machine) {
	t.Helper()
	if m.Outcome != machine.Ended && m.Outcome != machine.Exhausted {
		t.Errorf("outcome %d: %s", m.Outcome, m.Reason)
	}
}
