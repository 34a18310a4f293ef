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

	"github.com/streamvet/streamvet/internal/infer"
	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/report"
)

// A trace follows the analysis of one package, for the flag -debug and for the
// case that it goes wrong.
type trace struct {
	pass      *analysis.Pass
	pkg       *infer.Package // nil before the stage that needs it
	stages    []stage
	functions int
	seeds     int
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
	if t.pkg != nil && t.pkg.Current() != "" {
		where = "function " + t.pkg.Current()
	}
	return fmt.Errorf("%s: %s: internal error: %v; please report it at %s/issues\n%s", t.pass.Pkg.Path(), where, p, home, debug.Stack())
}

// home is where the project lives.
const home = "https://github.com/streamvet/streamvet"

// print writes what the flag -debug asks for. It is one write, since drivers
// analyze packages at the same time.
func (t *trace) print(c report.Counts) {
	var b strings.Builder
	fmt.Fprintf(&b, "streamvet: %s\n", t.pass.Pkg.Path())
	b.WriteString(indent(t.pkg.Dump()))
	fmt.Fprintf(&b, "functions: %d, of interest: %d\n", t.functions, t.seeds)
	for _, reason := range slices.Sorted(maps.Keys(t.pkg.Skipped)) {
		fmt.Fprintf(&b, "skipped, %s: %s\n", reason, strings.Join(t.pkg.Skipped[reason], ", "))
	}
	fmt.Fprintf(&b, "conflicts: %d, without a place in hand-written files: %d, accepted: %d, in tests: %d, diagnostics: %d\n",
		c.Stories, c.Unplaced, c.Accepted, c.Tests, c.Reported)
	for i, s := range t.stages {
		end := time.Now()
		if i+1 < len(t.stages) {
			end = t.stages[i+1].start
		}
		fmt.Fprintf(&b, "%s: %v\n", s.name, end.Sub(s.start).Round(time.Microsecond))
	}
	fmt.Fprint(os.Stderr, printable.Text(b.String()))
}

func indent(s string) string {
	if s == "" {
		return ""
	}
	return "  " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n  ") + "\n"
}
