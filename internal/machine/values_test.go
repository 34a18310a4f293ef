package machine_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// checks are models that note what the function check is called with.
type checks struct {
	machine.Models
	trace  *string // the place of the last instruction
	failed []string
	calls  int
}

func (c *checks) Lookup(name string) (machine.Model, bool) {
	if name != "values.check" {
		return c.Models.Lookup(name)
	}
	return func(call *machine.Call) (machine.Value, machine.Status) {
		c.calls++
		_, known := call.Arg(0).(bool)
		switch {
		case call.M.True(call.Arg(0)):
		case known:
			c.failed = append(c.failed, *c.trace+": false")
		default:
			c.failed = append(c.failed, *c.trace+": not known")
		}
		return nil, machine.Done
	}, false
}

// vague are functions some of whose checks the machine can't decide, with the reason.
var vague = map[string]string{
	"ComplexNumbers": "complex numbers are unknown values",
}

// The machine calculates as Go does. What it leaves open must not turn out false.
func TestValues(t *testing.T) {
	p := enginetest.Load(t, "values", read(t, filepath.Join("testdata", "values"))).Link()
	functions := 0
	for _, f := range p.Funcs {
		name, _ := strings.CutPrefix(f.Name, "values.")
		if name[0] < 'A' || name[0] > 'Z' || strings.Contains(name, "$") {
			continue
		}
		functions++
		t.Run(name, func(t *testing.T) {
			for i, s := range enginetest.Schedulers {
				place := ""
				c := &checks{Models: model.New(), trace: &place}
				m, _ := enginetest.Run{
					Models: c, Scheduler: s, Choices: choice.Random(uint64(i), nil),
					Trace: func(_ *machine.Goroutine, fn *code.Func, in *code.Instr) {
						if in.Line > 0 {
							place = fmt.Sprintf("%s:%d", fn.File, in.Line)
						}
					},
				}.Call(p, f.Name)
				if m.Outcome != machine.Ended {
					t.Errorf("outcome %v: %s", m.Outcome, m.Reason)
				}
				for _, text := range c.failed {
					if vague[name] == "" || !strings.HasSuffix(text, "not known") {
						t.Error(text)
					}
				}
				if c.calls == 0 {
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
