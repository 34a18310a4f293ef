package model_test

import (
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// standIns returns packages that declare what models of libraries are about, beside the standard
// one's: a model takes the place of code.
func standIns(t *testing.T) []*types.Package {
	t.Helper()
	root := filepath.Join("testdata", "libraries")
	var out []*types.Package
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		path, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		out = append(out, enginetest.Load(t, filepath.ToSlash(path), map[string]string{entry.Name(): string(text)}).Types)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Programs that use libraries find what the documentation of those says.
func TestScripts(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "scripts", "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts (%v)", err)
	}
	files := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = string(text)
	}
	p := enginetest.Load(t, "scripts", files, append(standIns(t), enginetest.GRPC(t)...)...).Link()
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
