package difftest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/difftest/program"
	"github.com/streamvet/streamvet/difftest/racecheck"
	"github.com/streamvet/streamvet/difftest/truth"
	"github.com/streamvet/streamvet/difftest/vet"
)

// An Outcome is what the analyzer makes of a case.
type Outcome struct {
	Case     *Case
	Findings []vet.Finding
	// Missed has the conflicts of each side of a stream of which the analyzer
	// reports none: one diagnostic is enough for a side.
	Missed []truth.Conflict
	// False has the findings that name no conflict.
	False []vet.Finding
}

// A side is what one diagnostic is about: one side of a stream.
type side struct {
	opened int
	recv   bool
}

func sideOf(c truth.Conflict) side {
	return side{c.Opened, c.Category == program.RecvRecv}
}

// Agrees reports whether analyzer and truth agree.
func (o *Outcome) Agrees() bool { return len(o.Missed) == 0 && len(o.False) == 0 }

// Kinds returns in which ways the analyzer is wrong, such as "missed sendsend".
func (o *Outcome) Kinds() []string {
	var out []string
	for _, c := range o.Missed {
		out = append(out, "missed "+string(c.Category))
	}
	for _, f := range o.False {
		out = append(out, "false "+f.Category)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Check runs the analyzer over a case.
func Check(d *vet.Driver, c *Case) (*Outcome, error) {
	findings, err := d.Check(racecheck.PathPrefix+c.Name(), c.Source.Files)
	if err != nil {
		return nil, fmt.Errorf("seed %d: %w\n%s", c.Seed, err, c.Text())
	}
	o := &Outcome{Case: c, Findings: findings}
	reported := make(map[side]bool)
	for _, f := range findings {
		found := false
		for _, conflict := range c.Truth.Conflicts {
			if string(conflict.Category) == f.Category && c.names(f, conflict) {
				reported[sideOf(conflict)] = true
				found = true
			}
		}
		if !found {
			o.False = append(o.False, f)
		}
	}
	for _, conflict := range c.Truth.Conflicts {
		if !reported[sideOf(conflict)] {
			o.Missed = append(o.Missed, conflict)
		}
	}
	return o, nil
}

// names reports whether the finding is at one of the conflict's calls, or at
// what leads to it, and one of its related places at the other.
func (c *Case) names(f vet.Finding, conflict truth.Conflict) bool {
	return c.at(f, conflict.A) && c.at(f, conflict.B)
}

func (c *Case) at(f vet.Finding, id int) bool {
	lines := slices.Concat(c.Source.Lines(id), c.Source.Helpers(id), c.Source.Around(id))
	for _, place := range f.Places {
		for _, line := range lines {
			if place.Filename == line.File && place.Line == line.Line {
				return true
			}
		}
	}
	return false
}

// String returns the disagreement, with the program and the truth's reason.
func (o *Outcome) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "seed %d: %s\n", o.Case.Seed, strings.Join(o.Kinds(), ", "))
	b.WriteString(o.Case.Text())
	b.WriteString("truth: " + o.Case.explain())
	if len(o.Findings) == 0 {
		b.WriteString("streamvet: nothing\n")
	}
	for _, f := range o.Findings {
		fmt.Fprintf(&b, "streamvet: %s:%d: %s (%s)\n", f.Places[0].Filename, f.Places[0].Line, f.Message, f.Category)
	}
	return b.String()
}

// explain returns the truth's reasons, with lines in the place of statements.
func (c *Case) explain() string {
	text := c.Truth.Explain()
	var last int
	for s := range c.Model.All() {
		last = max(last, s.ID)
	}
	for id := last; id > 0; id-- {
		if lines := c.Source.Lines(id); len(lines) > 0 {
			text = strings.ReplaceAll(text, fmt.Sprintf("#%d ", id), fmt.Sprintf("%s:%d ", lines[0].File, lines[0].Line))
		}
	}
	return text
}
