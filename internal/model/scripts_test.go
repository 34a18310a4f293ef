package model_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// Programs that use libraries find what the documentation of those says.
func TestScripts(t *testing.T) {
	files := enginetest.Programs(t, filepath.Join("testdata", "scripts"))
	libraries := enginetest.Libraries(t, filepath.Join("testdata", "libraries"), enginetest.GRPC(t)...)
	p := enginetest.Load(t, "scripts", files, libraries...).Link()
	for _, f := range p.Funcs {
		name, _ := strings.CutPrefix(f.Name, "scripts.")
		if name[0] < 'A' || name[0] > 'Z' || strings.Contains(name, "$") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			c := enginetest.NewChecks(model.New(), p.Package)
			for i := range 200 {
				m, _ := enginetest.Run{
					Models: c, Scheduler: enginetest.Schedulers[i%len(enginetest.Schedulers)],
					Choices: choice.Random(uint64(i), nil), Trace: c.Trace,
				}.Call(p, f.Name)
				if m.Outcome != machine.Ended {
					t.Fatalf("outcome %v: %s", m.Outcome, m.Reason)
				}
				if !m.Goroutines[0].Ended() {
					t.Fatal("the function doesn't come to its end")
				}
				for _, text := range c.Failed {
					t.Error(text)
				}
				if t.Failed() {
					return
				}
			}
			for _, text := range c.Certain() {
				t.Error(text)
			}
			if c.Calls == 0 {
				t.Error("nothing was checked")
			}
		})
	}
}
