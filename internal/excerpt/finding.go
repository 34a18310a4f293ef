package excerpt

import (
	"go/token"
	"slices"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/story"
)

// Of returns the labels that show a finding: its calls, and where goroutines
// begin. Without a story, they are what go vet tells.
func Of(f *govet.Finding) []Label {
	if s := f.Story; s != nil {
		return ofStory(s)
	}
	labels := []Label{of(f.Pos, f.End, "", Primary)}
	for _, r := range f.Related {
		labels = append(labels, of(r.Pos, r.End, r.Message, Minor))
	}
	return labels
}

func ofStory(s *story.Story) []Label {
	at := label(s.At, "", Primary)
	first, second := &s.Lanes[0], &s.Lanes[1]
	var labels []Label
	if first.Access == second.Access {
		labels = append(labels, label(first.Access, "both goroutines call "+first.Method+" here", Primary))
	} else {
		labels = append(labels,
			label(first.Access, "the first goroutine calls "+first.Method, Primary),
			label(second.Access, "the second goroutine calls "+second.Method, Secondary))
	}
	if s.At != first.Access { // an access that is elsewhere, or in generated code
		at.Text = "leads to " + first.Method
		labels = append([]Label{at}, labels...)
	}
	return append(labels, starts(s)...)
}

// starts returns labels for what the goroutines begin with.
func starts(s *story.Story) []Label {
	var labels []Label
	for _, e := range s.Events {
		if e.Kind != story.Go && e.Kind != story.Handler {
			continue
		}
		text := e.Text
		if e.Kind == story.Go && e.Starts > 0 {
			text = "starts the " + [...]string{"first", "second"}[e.Starts-1] + " goroutine"
		}
		at := label(e.Place, text, Minor)
		i := slices.IndexFunc(labels, func(o Label) bool { return o.File == at.File && o.Line == at.Line && o.Col == at.Col })
		switch {
		case i < 0:
			labels = append(labels, at)
		case e.Starts > 0 && e.Kind == story.Go && labels[i].Text != text:
			labels[i].Text = "starts both goroutines"
		}
	}
	return labels
}

func label(p story.Place, text string, rank Rank) Label {
	return Label{p.File, p.Line, p.Col, p.EndLine, p.EndCol, text, rank}
}

func of(pos, end token.Position, text string, rank Rank) Label {
	l := Label{File: pos.Filename, Line: pos.Line, Col: pos.Column, Text: text, Rank: rank}
	if end.Filename == pos.Filename && end.Line > 0 && end.Column > 0 {
		l.EndLine, l.EndCol = end.Line, end.Column
	}
	return l
}
