package machine_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
)

// vague are functions some of whose checks the machine can't decide, with the reason.
var vague = map[string]string{
	"ComplexNumbers": "complex numbers are unknown values",
}

// The machine calculates as Go does. What it leaves open must not turn out false.
func TestValues(t *testing.T) {
	p := enginetest.Load(t, "values", enginetest.Programs(t, filepath.Join("testdata", "values"))).Link()
	functions := 0
	for _, f := range p.Funcs {
		name, _ := strings.CutPrefix(f.Name, "values.")
		if name[0] < 'A' || name[0] > 'Z' || strings.Contains(name, "$") {
			continue
		}
		functions++
		t.Run(name, func(t *testing.T) {
			for i, s := range enginetest.Schedulers {
				c := enginetest.NewChecks(models, p.Package)
				m, _ := enginetest.Run{Models: c, Scheduler: s, Choices: choice.Random(uint64(i), nil), Trace: c.Trace}.Call(p, f.Name)
				if m.Outcome != machine.Ended {
					t.Errorf("outcome %v: %s", m.Outcome, m.Reason)
				}
				for _, text := range c.Failed {
					if vague[name] == "" || !strings.HasSuffix(text, "not known") {
						t.Error(text)
					}
				}
				if c.Calls == 0 {
					t.Error("nothing was checked")
				}
				if t.Failed() {
					return
				}
			}
		})
	}
	if functions < 20 {
		t.Errorf("only %d functions", functions)
	}
}
