package conform

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A side is who says something else than the name of a program.
type side string

const (
	detector side = "detector"
	ours     side = "machine"
)

// disagreements are the programs about which the race detector or the machine says something
// else than their names, with the reason. A line that is no longer true is an error.
var disagreements = map[string]map[side]string{}

// programs returns the files of the programs whose names say what is true. Those with parameters,
// such as a testing.T, run on the machine only, in its own tests.
func programs(t *testing.T) (files map[string]string, functions []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.FromSlash("../../internal/machine/testdata/race/*.go"))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = string(text)
		for line := range strings.Lines(string(text)) {
			f, _, ok := strings.Cut(strings.TrimPrefix(line, "func "), "() {")
			if ok && strings.HasPrefix(line, "func ") && (strings.HasPrefix(f, "Race") || strings.HasPrefix(f, "NoRace")) {
				functions = append(functions, f)
			}
		}
	}
	if len(functions) < 200 {
		t.Fatalf("%d programs", len(functions))
	}
	return files, functions
}

// TestPrograms runs the programs whose names say whether they have a race, under the race
// detector and on the machine.
func TestPrograms(t *testing.T) {
	files, functions := programs(t)
	d, err := NewDetector(t.Context(), t.TempDir(), files, functions)
	if err != nil {
		t.Fatal(err)
	}
	e := newEngine(t, files)
	for name := range disagreements {
		if !slices.Contains(functions, name) {
			t.Errorf("there is no program %s", name)
		}
	}
	for _, f := range functions {
		t.Run(f, func(t *testing.T) {
			want := strings.HasPrefix(f, "Race")
			said := map[side]bool{detector: detected(t, d, f, want), ours: executed(t, e, f, want)}
			for _, s := range []side{detector, ours} {
				reason := disagreements[f][s]
				switch {
				case said[s] != want && reason == "":
					t.Errorf("%s: race: %v", s, said[s])
				case said[s] == want && reason != "":
					t.Errorf("%s agrees; the list says that it doesn't: %s", s, reason)
				}
			}
		})
	}
}

// How often a program runs: until it shows a race, or to show that it has none.
const (
	rounds = 30 // at most, of a program that has a race
	runs   = 300
)

// detected reports whether the race detector sees a race. A program that has none must show
// none of other memory either.
func detected(t *testing.T, d *Detector, f string, race bool) bool {
	t.Helper()
	n := 1
	if race {
		n = rounds
	}
	for round := range n {
		r, err := d.Run(t.Context(), f, runs, uint64(round))
		if err != nil {
			t.Fatal(err)
		}
		if !race {
			for _, other := range r.Others {
				t.Errorf("race of other memory:\n%s", other)
			}
			if r.Crash != "" {
				t.Errorf("panic: %s", r.Crash)
			}
		}
		if len(r.Pairs) > 0 {
			return true
		}
	}
	return false
}

// executed reports whether an execution shows a race.
func executed(t *testing.T, e *engine, f string, race bool) bool {
	t.Helper()
	n := 96
	if race {
		n = 800
	}
	for i := range n {
		if len(e.run(t, f, i, 1)) > 0 {
			return true
		}
	}
	return false
}
