package analyzer

import (
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/report"
)

// A trace follows the analysis of one package, for the flag -debug and for the
// case that it goes wrong.
type trace struct {
	pass     *analysis.Pass
	stages   []stage
	explored *explore.Result // nil if nothing was executed
}

type stage struct {
	name  string
	start time.Time
}

// stage notes that a stage begins.
func (t *trace) stage(name string) { t.stages = append(t.stages, stage{name, time.Now()}) }

// panicked makes an error of a panic. Whatever the driver is, what one package
// does to the analyzer is no reason to analyze no other.
func (t *trace) panicked(p any) error {
	where := "reading directives"
	if n := len(t.stages); n > 0 {
		where = "stage " + t.stages[n-1].name
	}
	return fmt.Errorf("%s: %s: internal error: %v; please report it at %s/issues\n%s", t.pass.Pkg.Path(), where, p, home, debug.Stack())
}

// home is where the project lives.
const home = "https://github.com/streamvet/streamvet"

// print writes what the flag -debug asks for. It is one write, since drivers
// analyze packages at the same time.
func (t *trace) print(c report.Counts) {
	if t.explored == nil {
		return
	}
	r := t.explored
	var b strings.Builder
	fmt.Fprintf(&b, "streamvet: %s\n", t.pass.Pkg.Path())
	fmt.Fprintf(&b, "executions: %d, steps: %d, accesses: %d, blocks covered: %d of %d\n", r.Executions, r.Steps, r.Accesses, r.Covered, r.Blocks)
	for _, d := range r.Drivers {
		fmt.Fprintf(&b, "  %s: %d executions, %d accesses\n", d.Name, d.Runs, d.Accesses)
	}
	for _, o := range slices.Sorted(maps.Keys(r.Outcomes)) {
		fmt.Fprintf(&b, "%s: %d\n", o, r.Outcomes[o])
	}
	for _, reason := range slices.Sorted(maps.Keys(r.Reasons)) {
		fmt.Fprintf(&b, "  %s: %d\n", reason, r.Reasons[reason])
	}
	if u := r.Unexplored(); u != "" {
		fmt.Fprintf(&b, "%s\n", u)
	}
	fmt.Fprintf(&b, "races: %d, told by imports: %d, without a place in hand-written files: %d, suppressed: %d, in tests: %d, diagnostics: %d\n",
		c.Stories, c.Told, c.Unplaced, c.Accepted, c.Tests, c.Reported)
	for i, s := range t.stages {
		end := time.Now()
		if i+1 < len(t.stages) {
			end = t.stages[i+1].start
		}
		fmt.Fprintf(&b, "%s: %v\n", s.name, end.Sub(s.start).Round(time.Microsecond))
	}
	fmt.Fprint(os.Stderr, printable.Text(b.String()))
}
