package excerpt

import (
	"go/token"

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
	for _, e := range s.Events {
		if e.Kind == story.Go || e.Kind == story.Handler {
			labels = append(labels, label(e.Place, e.Text, Minor))
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
