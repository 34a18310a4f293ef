package govet

import (
	"cmp"
	"slices"

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

// An overlap is what a story is about: two calls, in the order of the places.
type overlap struct {
	category string
	one, two call
}

type call struct {
	file   string
	line   int
	method string
}

func overlapOf(s *story.Story) overlap {
	at := func(l story.Lane) call { return call{l.Access.File, l.Access.Line, l.Method} }
	o := overlap{s.Category, at(s.Lanes[0]), at(s.Lanes[1])}
	if cmp.Or(cmp.Compare(o.one.file, o.two.file), cmp.Compare(o.one.line, o.two.line)) > 0 {
		o.one, o.two = o.two, o.one
	}
	return o
}

// dropRetold drops findings about two calls in another package which that package has one about
// itself: what its importers would have to change is there.
func (r *Result) dropRetold() {
	own := make(map[overlap]bool)
	elsewhere := func(f *Finding) bool {
		s := f.Story
		return s.Lanes[0].Access.Package != s.At.Package && s.Lanes[1].Access.Package != s.At.Package
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Story != nil && !elsewhere(f) {
			own[overlapOf(f.Story)] = true
		}
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool {
		return f.Story != nil && elsewhere(&f) && own[overlapOf(f.Story)]
	})
}
