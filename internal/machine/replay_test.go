package machine_test

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
)

// events executes a function and returns all that happens: each instruction, by whom, and
// what that goroutine knows then.
func events(p *code.Program, name string, s machine.Scheduler, src *choice.Source, jitter bool) []string {
	var out []string
	m, shadow := enginetest.Run{
		Models: enginetest.NewAccesses(models, p.Package), Scheduler: s, Choices: src, Jitter: jitter, MaxSteps: 2000,
		Trace: func(g *machine.Goroutine, fn *code.Func, in *code.Instr) {
			out = append(out, fmt.Sprintf("%d %s:%d.%d op %d %v", g.ID, fn.Name, in.Line, in.Col, in.Op, g.Clock))
		},
	}.Call(p, name)
	for _, r := range shadow.Races {
		out = append(out, fmt.Sprintf("race %s %v %v", r.Category, r.First.Epoch, r.Second.Epoch))
	}
	return append(out, fmt.Sprintf("%d %s after %d steps, %d accesses", m.Outcome, m.Reason, m.Steps, shadow.Accesses))
}

// The same choices make the same execution, step by step, however many processors there are: it
// is repeated on other numbers of them. A prefix of the choices makes the same beginning of it.
func TestReplay(t *testing.T) {
	p := enginetest.Load(t, "race", enginetest.Programs(t, filepath.Join("testdata", "race"))).Link()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	n := 0
	for _, f := range p.Funcs {
		if !strings.HasPrefix(f.Name, "race.Race") && !strings.HasPrefix(f.Name, "race.NoRace") || strings.Contains(f.Name, "$") {
			continue
		}
		n++
		s, jitter := enginetest.Schedulers[n%len(enginetest.Schedulers)], n%2 == 0
		runtime.GOMAXPROCS(1 + n%3)
		src := choice.Random(uint64(n), nil)
		want := events(p, f.Name, s, src, jitter)
		runtime.GOMAXPROCS(1 + (n+1)%3)
		if got := events(p, f.Name, s, choice.Replay(src.Drawn()), jitter); !slices.Equal(got, want) {
			t.Errorf("%s: replayed, the execution is another one\n%s", f.Name, difference(got, want))
		}
		runtime.GOMAXPROCS(1 + (n+2)%3)
		if got := events(p, f.Name, s, choice.Random(uint64(n), nil), jitter); !slices.Equal(got, want) {
			t.Errorf("%s: with the same seed, the execution is another one\n%s", f.Name, difference(got, want))
		}
		cut := len(src.Drawn()) / 2
		prefix := events(p, f.Name, s, choice.Replay(src.Drawn()[:cut]), jitter)
		again := choice.Random(uint64(1000+n), src.Drawn()[:cut])
		random := events(p, f.Name, s, again, jitter)
		if !slices.Equal(again.Drawn()[:min(cut, len(again.Drawn()))], src.Drawn()[:cut]) {
			t.Errorf("%s: a prefix is not drawn as it is", f.Name)
		}
		// Nothing is drawn between the first choice and the next one that differs.
		if common := sharedPrefix(prefix, random); cut > 0 && common == 0 {
			t.Errorf("%s: with the same prefix, the executions differ from the start", f.Name)
		}
	}
	if n < 200 {
		t.Errorf("only %d programs", n)
	}
}

func sharedPrefix(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// difference returns the first events that differ.
func difference(got, want []string) string {
	n := sharedPrefix(got, want)
	show := func(list []string) string {
		if n < len(list) {
			return list[n]
		}
		return "nothing"
	}
	return fmt.Sprintf("\tevent %d is %s\n\twant %s", n, show(got), show(want))
}
