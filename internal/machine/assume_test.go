package machine_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
)

// counts are models that count the calls of never and reached.
type counts struct {
	machine.Models
	never, reached int
}

func (c *counts) Lookup(name string) (machine.Model, bool) {
	count := func(n *int) machine.Model {
		return func(*machine.Call) (machine.Value, machine.Status) {
			*n++
			return nil, machine.Done
		}
	}
	switch name {
	case "assume.never":
		return count(&c.never), false
	case "assume.reached":
		return count(&c.reached), false
	}
	return c.Models.Lookup(name)
}

// What an execution assumes of unknown values fits together.
func TestAssumptions(t *testing.T) {
	p := enginetest.Load(t, "assume", enginetest.Programs(t, filepath.Join("testdata", "assume"))).Link()
	functions := 0
	for _, f := range p.Funcs {
		name, _ := strings.CutPrefix(f.Name, "assume.")
		if name[0] < 'A' || name[0] > 'Z' || strings.Contains(name, "$") {
			continue
		}
		functions++
		t.Run(name, func(t *testing.T) {
			c := &counts{Models: models}
			for i := range 200 {
				enginetest.Run{Models: c, Scheduler: machine.Sticky{}, Choices: choice.Random(uint64(i), nil)}.Call(p, f.Name)
			}
			if c.never > 0 {
				t.Errorf("%d of 200 executions contradict themselves", c.never)
			}
			if c.reached == 0 {
				t.Error("nothing was assumed")
			}
		})
	}
	if functions == 0 {
		t.Error("there are no functions")
	}
}
