package difftest

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"github.com/streamvet/streamvet/difftest/truth"
)

// A Tally counts what became of many cases.
type Tally struct {
	Cases, Racy int
	features    map[string]*counts // "" is for all cases
}

// counts are about the cases with one feature.
type counts struct {
	cases     int
	conflicts int // by the stream's side
	missed    int
	alarms    int // cases with a finding that names no conflict
}

// Add counts an outcome, under the features of its program and the given ones.
func (t *Tally) Add(o *Outcome, more ...string) {
	if t.features == nil {
		t.features = make(map[string]*counts)
	}
	t.Cases++
	if len(o.Case.Truth.Conflicts) > 0 {
		t.Racy++
	}
	for _, f := range slices.Concat(o.Case.Model.Features(), more, []string{""}) {
		c := t.features[f]
		if c == nil {
			c = &counts{}
			t.features[f] = c
		}
		c.cases++
		c.conflicts += groups(o.Case.Truth.Conflicts)
		c.missed += groups(o.Missed)
		if len(o.False) > 0 {
			c.alarms++
		}
	}
}

// Write writes the table of features, those with most disagreements first.
func (t *Tally) Write(w io.Writer) error {
	names := slices.Sorted(maps.Keys(t.features))
	slices.SortStableFunc(names, func(a, b string) int {
		ca, cb := t.features[a], t.features[b]
		if (a == "") != (b == "") {
			if a == "" {
				return -1
			}
			return 1
		}
		return (cb.missed + cb.alarms) - (ca.missed + ca.alarms)
	})
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(tw, "feature\tprograms\toverlaps\tmissed\trecall\tfalse alarms\tof programs")
	for _, name := range names {
		c := t.features[name]
		recall := "-"
		if c.conflicts > 0 {
			recall = fmt.Sprintf("%.2f%%", 100*float64(c.conflicts-c.missed)/float64(c.conflicts))
		}
		if name == "" {
			name = "(all)"
		}
		fmt.Fprintf(tw, "%s\t%d\t%d\t%d\t%s\t%d\t%.2f%%\n", name, c.cases, c.conflicts, c.missed, recall, c.alarms, 100*float64(c.alarms)/float64(c.cases))
	}
	return tw.Flush()
}

// groups returns on how many sides of streams the conflicts are.
func groups(conflicts []truth.Conflict) int {
	seen := make(map[side]bool)
	for _, c := range conflicts {
		seen[sideOf(c)] = true
	}
	return len(seen)
}

// A Record is an outcome as other programs read it.
type Record struct {
	Seed      uint64
	Features  []string
	Conflicts []string // the sides of streams with conflicts
	Missed    []string // those of which no conflict is reported
	False     []string // the findings that name no conflict
}

// Record returns what there is to say about the outcome.
func (o *Outcome) Record() Record {
	r := Record{Seed: o.Case.Seed, Features: o.Case.Model.Features(), Conflicts: sides(o.Case.Truth.Conflicts), Missed: sides(o.Missed)}
	for _, f := range o.False {
		r.False = append(r.False, fmt.Sprintf("%s:%d: %s", f.Places[0].Filename, f.Places[0].Line, f.Message))
	}
	return r
}

// sides returns the sides of streams on which the conflicts are, each once.
func sides(conflicts []truth.Conflict) []string {
	var out []string
	for _, c := range conflicts {
		name := "send"
		if sideOf(c).recv {
			name = "recv"
		}
		out = append(out, fmt.Sprintf("%s on stream %d", name, c.Opened))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
