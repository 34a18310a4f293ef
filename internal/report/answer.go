package report

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/story"
	"github.com/streamvet/streamvet/internal/witness"
)

// Answer puts the result of an inquiry into words. names are those of its two lines; the second one
// is empty if it stands for all others.
func Answer(pass *analysis.Pass, w *witness.Why, names [2]string) *story.Answer {
	r := &reporter{pass: pass}
	alone := &finding{Story: witness.Story{Object: w.Object}} // an answer has no lanes
	a := &story.Answer{
		Package: pass.Pkg.Path(), Verdict: w.Verdict, Executions: w.Executions, Reached: w.Reached, Both: w.Both,
	}
	a.Text = answerText(w, names)
	switch w.Verdict {
	case story.Unreached:
		for i, stop := range w.Stops {
			if w.Reached[i] == 0 && names[i] != "" {
				a.Notes = append(a.Notes, r.stopNote(stop, names[i]))
			}
		}
	case story.Ordered:
		for _, e := range w.Edges {
			a.Notes = append(a.Notes, r.edgeNotes(e, w.Object)...)
		}
	case story.Different:
		for i, list := range w.Origins {
			for _, o := range list {
				text := [...]string{"first ", "second "}[i] + w.Object + ": " + r.originText(alone, o)
				a.Notes = append(a.Notes, story.Note{Place: r.placeOf(o.Pos), Text: text})
			}
		}
	}
	return a
}

// answerText is the answer in a sentence.
func answerText(w *witness.Why, names [2]string) string {
	one, other := names[0], names[1]
	if other == "" {
		other = "another call"
	}
	of := fmt.Sprintf("in %d of %d executions", w.Count, w.Executions)
	switch w.Verdict {
	case story.Racing:
		return fmt.Sprintf("%s and %s use one %s, and nothing orders them %s", one, other, w.Object, of)
	case story.Ordered:
		return fmt.Sprintf("%s and %s use one %s; whenever both happen, the one happens before the other (%s)", one, other, w.Object, of)
	case story.InTurn:
		return fmt.Sprintf("%s and %s use one %s, but one goroutine does both, one after the other (%s)", one, other, w.Object, of)
	case story.Compatible:
		return fmt.Sprintf("%s and %s use one %s in ways that may happen at the same time: %s and %s", one, other, w.Object, w.Uses[0].Method, w.Uses[1].Method)
	case story.Different:
		return fmt.Sprintf("%s and %s use different %ss in all of the %d executions that come to both", one, other, w.Object, w.Both)
	case story.Alone:
		return fmt.Sprintf("no execution comes to both %s (%d of %d) and %s (%d)", one, w.Reached[0], w.Executions, other, w.Reached[1])
	case story.Unreached:
		missing := one
		switch {
		case w.Reached[0] == 0 && w.Reached[1] == 0 && names[1] != "":
			missing = one + " or " + other
		case w.Reached[0] > 0:
			missing = other
		}
		return fmt.Sprintf("none of %d executions uses a stream at %s", w.Executions, missing)
	}
	return ""
}

// stopNote says how far executions get on the way to a line that they don't reach.
func (r *reporter) stopNote(stop witness.Stop, name string) story.Note {
	switch {
	case !stop.Pos.IsValid():
		return story.Note{Text: "no code that is executed leads to " + name}
	case stop.Passed:
		return story.Note{Text: "executions come by " + name + ", but no stream is used there"}
	}
	return story.Note{Place: r.placeOf(stop.Pos), Text: "executions come as far as this on the way to " + name}
}

// edgeNotes describes a happens-before edge by the events at its two ends.
func (r *reporter) edgeNotes(e witness.WhyEdge, noun string) []story.Note {
	note := func(e witness.Event) story.Note {
		text := r.eventText(&finding{Story: witness.Story{Object: noun}}, e)
		if e.Kind == story.Go {
			text = "starts the goroutine"
		}
		return story.Note{Place: r.placeOf(e.Pos), Text: text}
	}
	from, to := note(e.From), note(e.To)
	from.Text = "first: " + from.Text
	to.Text = "then: " + to.Text
	if e.From == e.To {
		return []story.Note{from}
	}
	return []story.Note{from, to}
}
