package machine_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
)

// Code of dependencies is run where it can matter.
func TestDependencies(t *testing.T) {
	dir := filepath.Join("testdata", "outside")
	lib := enginetest.Load(t, "example.com/lib", enginetest.Programs(t, filepath.Join(dir, "lib")))
	p := enginetest.Load(t, "outside", enginetest.Programs(t, dir), lib.Types).Link(lib)
	functions := 0
	for _, f := range p.Funcs {
		name, own := strings.CutPrefix(f.Name, "outside.")
		if !own || name[0] < 'A' || name[0] > 'Z' || strings.Contains(name, "$") {
			continue
		}
		functions++
		t.Run(name, func(t *testing.T) {
			c := enginetest.NewChecks(models, p.Package)
			for i := range 100 {
				m, _ := enginetest.Run{
					Models: c, Scheduler: enginetest.Schedulers[i%len(enginetest.Schedulers)], Choices: choice.Random(uint64(i), nil), Trace: c.Trace,
				}.Call(p, f.Name)
				if m.Outcome != machine.Ended || !m.Goroutines[0].Ended() {
					t.Fatalf("outcome %v: %s", m.Outcome, m.Reason)
				}
			}
			for _, text := range append(c.Failed, c.Certain()...) {
				t.Error(text)
			}
			if c.Calls == 0 {
				t.Error("nothing was checked")
			}
		})
	}
	if functions < 8 {
		t.Errorf("only %d functions", functions)
	}
}
