package conform

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

var (
	count = flag.Int("programs", 60, "how many programs to generate")
	seed  = flag.Uint64("seed", 1, "of the generated programs")
)

// differences are the generated programs, by "seed/function", in which the race detector and
// the machine find other pairs of lines, with the reason. A line that is no longer true is an
// error.
var differences = map[string]string{}

// TestGenerated compares the pairs of lines between which there are races in generated programs.
func TestGenerated(t *testing.T) {
	text, functions := Generate(*seed, *count)
	d, err := NewDetector(t.Context(), t.TempDir(), map[string]string{"generated.go": text}, functions)
	if err != nil {
		t.Fatal(err)
	}
	e := newEngine(t, map[string]string{
		"generated.go": text,
		UseFile:        "package race\n\nfunc use(p *int) { *p++ }\n\nfunc look(p *int) int { return *p }\n",
	})
	racy, free := 0, 0
	for _, f := range functions {
		t.Run(f, func(t *testing.T) {
			seen, shown := compare(t, d, e, f)
			if len(seen) == 0 {
				free++
			} else {
				racy++
			}
			reason := differences[fmt.Sprintf("%d/%s", *seed, f)]
			switch same := maps.Equal(seen, shown); {
			case !same && reason == "":
				t.Errorf("the detector sees %v, the machine shows %v in\n%s", pairs(seen), pairs(shown), numbered(text, f))
			case same && reason != "":
				t.Errorf("there is no difference; the list says that there is: %s", reason)
			}
		})
	}
	if racy < *count/4 || free < *count/8 {
		t.Errorf("of %d programs, %d have races and %d have none: these say little", *count, racy, free)
	}
}

// compare runs a program on both sides until they have found the same races: the side that has
// found less goes on.
func compare(t *testing.T, d *Detector, e *engine, f string) (seen, shown map[Pair]bool) {
	t.Helper()
	seen, shown = map[Pair]bool{}, map[Pair]bool{}
	const executions = 400
	for round := range rounds {
		if round == 0 || !subset(shown, seen) {
			r, err := d.Run(t.Context(), f, runs, uint64(round))
			if err != nil {
				t.Fatal(err)
			}
			maps.Copy(seen, r.Pairs)
		}
		if round == 0 || !subset(seen, shown) {
			maps.Copy(shown, e.run(t, f, round*executions, executions))
		}
		if maps.Equal(seen, shown) {
			break
		}
	}
	return seen, shown
}

func subset(a, b map[Pair]bool) bool {
	for p := range a {
		if !b[p] {
			return false
		}
	}
	return true
}

func pairs(set map[Pair]bool) []Pair {
	return slices.SortedFunc(maps.Keys(set), func(a, b Pair) int { return slices.Compare(a[:], b[:]) })
}

// numbered returns the text of a function with the numbers of its lines.
func numbered(text, f string) string {
	var b strings.Builder
	in := false
	n := 0
	for line := range strings.Lines(text) {
		n++
		in = in || strings.HasPrefix(line, "func "+f+"(")
		if in {
			fmt.Fprintf(&b, "%4d %s", n, line)
		}
		in = in && line != "}\n"
	}
	return b.String()
}
