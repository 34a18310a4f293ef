package conform

import (
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/shadow"
)

// An engine runs functions of one package on the machine.
type engine struct {
	program *code.Program
	models  *model.Models
}

func newEngine(tb testing.TB, files map[string]string) *engine {
	tb.Helper()
	return &engine{enginetest.Load(tb, "race", files).Link(), model.New()}
}

// run executes a function several times, from the execution with the number first on, and
// returns the pairs of lines between which there are races.
func (e *engine) run(tb testing.TB, function string, first, times int) map[Pair]bool {
	tb.Helper()
	pairs := map[Pair]bool{}
	for i := first; i < first+times; i++ {
		m, s := e.execute(function, i)
		if m.Outcome != machine.Ended && m.Outcome != machine.Exhausted {
			tb.Errorf("%s: outcome %d: %s", function, m.Outcome, m.Reason)
			return pairs
		}
		for _, r := range s.Races {
			pairs[NewPair(int(r.First.Stack[0].Line), int(r.Second.Stack[0].Line))] = true
		}
	}
	return pairs
}

// execute executes a function once. Its choices depend on nothing but the number.
func (e *engine) execute(function string, i int) (*machine.Machine, *shadow.Shadow) {
	return enginetest.Run{
		Models:    enginetest.NewAccesses(e.models, e.program.Package),
		Scheduler: enginetest.Schedulers[i%len(enginetest.Schedulers)],
		Choices:   choice.Random(choice.Hash(function)+uint64(i), nil),
		Jitter:    i/len(enginetest.Schedulers)%2 == 1,
		MaxSteps:  2000,
	}.Call(e.program, "race."+function)
}
