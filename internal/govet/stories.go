package govet

import (
	"cmp"

	"github.com/streamvet/streamvet/internal/story"
)

// A diagnosis is what a finding and its story have in common.
type diagnosis struct {
	file              string
	line, col         int
	category, message string
}

// tellStories hands the stories that packages came with to the findings. The
// analysis of a package and that of its test variant may tell one finding in two
// ways: the package comes first.
func (r *Result) tellStories() {
	stories := make(map[diagnosis]*story.Story)
	for i := range r.Packages {
		p := &r.Packages[i]
		for _, s := range p.Stories {
			if s == nil || !s.Valid() {
				continue
			}
			at := diagnosis{s.At.File, s.At.Line, s.At.Col, s.Category, s.Message}
			stories[at] = cmp.Or(stories[at], s)
		}
		p.Stories = nil
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		// One that is told already stays: Add comes by here again.
		f.Story = cmp.Or(f.Story, stories[diagnosis{f.Pos.Filename, f.Pos.Line, f.Pos.Column, f.Category, f.Message}])
	}
}
