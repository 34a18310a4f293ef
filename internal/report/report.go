package report

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/directive"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
	"github.com/streamvet/streamvet/internal/witness"
)

// Options decide what is reported.
type Options struct {
	Ignored *directive.Set // what directives suppress
	Tests   bool           // report also what happens in test files
	// Unexecuted says that the package was not executed, so that there are no stories.
	Unexecuted bool
	// Tell, if it is not nil, adds an account to a story. left is the number of stories, with this
	// one, for which it may be called yet: it can divide what it may spend by that.
	Tell func(s *witness.Story, left int)
}

// A Finding is a diagnostic with its story.
type Finding struct {
	analysis.Diagnostic
	Story *story.Story // nil if the diagnostic is about a directive
}

// Counts tells what has become of the stories.
type Counts struct {
	Stories  int // all of them
	Told     int // those that a package which is imported tells of
	Unplaced int // those without a place in the package's own, hand-written files
	Accepted int // those that directives suppress
	Tests    int // those in test files, if they are left out
	Reported int // diagnostics about the rest, and about directives
}

// Findings returns one diagnostic for each stream, category and frame among
// the stories, and those about directives, in the order of their positions.
func Findings(pass *analysis.Pass, stories []witness.Story, opts Options) ([]Finding, Counts) {
	r := &reporter{pass: pass, opts: opts, generated: generatedFiles(pass.Fset, pass.Files), below: importFacts(pass)}
	r.counts.Stories = len(stories)
	var out []Finding
	groups := r.group(r.findings(stories))
	r.exportTold(groups)
	for i, group := range groups {
		r.chooseStory(group, len(groups)-i)
		group[0].number()
		group[0].alike = group[1:]
		r.mentions = nil
		d := r.diagnostic(group)
		s := r.tell(&group[0], d)
		s.Mentions = r.mentions
		out = append(out, Finding{d, s})
	}
	for _, d := range opts.Ignored.Problems() {
		if opts.Tests || !source.IsTest(pass.Fset, d.Pos) {
			out = append(out, Finding{Diagnostic: d})
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(comparePos(pass.Fset, a.Pos, b.Pos), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Message, b.Message))
	})
	out = slices.CompactFunc(out, func(a, b Finding) bool { return a.Pos == b.Pos && a.Category == b.Category })
	r.counts.Reported = len(out)
	return out, r.counts
}

func comparePos(fset *token.FileSet, a, b token.Pos) int {
	p, q := fset.Position(a), fset.Position(b)
	return cmp.Or(cmp.Compare(p.Filename, q.Filename), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

func generatedFiles(fset *token.FileSet, files []*ast.File) map[*token.File]bool {
	out := map[*token.File]bool{}
	for _, f := range files {
		if source.IsGenerated(fset, f) {
			out[fset.File(f.FileStart)] = true
		}
	}
	return out
}

type reporter struct {
	pass      *analysis.Pass
	opts      Options
	below     Fact // of imports
	generated map[*token.File]bool
	syntax    *inspector.Inspector // of all files, once it is needed
	mentions  []story.Mention      // places that the texts of a finding name
	counts    Counts
}

// A finding is a story whose first lane is the one to report at.
type finding struct {
	witness.Story
	pos token.Pos
	at  source.Pos // of pos
	// alike are those that the diagnostic about this one stands for.
	alike []finding
}

// findings returns the stories that are to be reported. Those that are easiest to believe come first.
func (r *reporter) findings(stories []witness.Story) []finding {
	var out []finding
	for _, c := range stories {
		a, b := r.place(&c.A), r.place(&c.B)
		f, ok := orient(c, a, b)
		switch {
		case r.toldBelow(&c):
			r.counts.Told++
		case !ok:
			r.counts.Unplaced++
		case r.opts.Ignored.Accepts(c.Category, c.A.At(), c.B.At(), a.at, b.at):
			r.counts.Accepted++
		case !r.opts.Tests && (source.IsTest(r.pass.Fset, a.pos) || source.IsTest(r.pass.Fset, b.pos)):
			r.counts.Tests++
		default:
			out = append(out, f)
		}
	}
	// The order of stories is that of functions, hence that of files, which is
	// the driver's choice.
	slices.SortStableFunc(out, compare)
	return out
}

// compare puts first the finding that is easiest to believe: it needs no test to
// happen, and fewer calls lead to it. What follows only makes the order total.
func compare(a, b finding) int {
	return cmp.Or(
		cmp.Compare(a.stepsInTests(), b.stepsInTests()),
		cmp.Compare(a.handlersCalled(), b.handlersCalled()),
		cmp.Compare(len(a.A.Steps)+len(a.B.Steps), len(b.A.Steps)+len(b.B.Steps)),
		a.at.Compare(b.at),
		a.B.At().Compare(b.B.At()),
		cmp.Compare(a.Category, b.Category),
		cmp.Compare(a.Frame, b.Frame),
		slices.CompareFunc(a.A.Steps, b.A.Steps, compareSteps),
		slices.CompareFunc(a.B.Steps, b.B.Steps, compareSteps),
		cmp.Compare(a.Stream, b.Stream),
	)
}

// handlersCalled returns 1 if one lane is a handler and the other one neither a handler nor a
// goroutine that was started: that somebody calls a function while the handler runs is assumed, and
// harder to believe.
func (f *finding) handlersCalled() int {
	plain := func(l *witness.Lane) bool { return l.Handler() == nil && l.Spawn() == nil }
	if plain(&f.A) != plain(&f.B) && (f.A.Handler() != nil || f.B.Handler() != nil) {
		return 1
	}
	return 0
}

// mostTold is how many stories of a group get accounts until one is found that is certain.
const mostTold = 3

// chooseStory puts the story first that the diagnostic of a group tells: the one with the most
// confidence, and among these the one that is easiest to believe. Only stories at the position of the
// first one are considered, since baselines identify a finding by its position. left is how many
// groups remain, with this one.
func (r *reporter) chooseStory(group []finding, left int) {
	if r.opts.Tell == nil {
		return
	}
	best, told := 0, 0
	for i := range group {
		if told == mostTold || group[best].doubt() == 0 {
			break
		}
		if group[i].pos != group[0].pos || group[i].stepsInTests() > group[0].stepsInTests() {
			continue
		}
		// Further stories of this group must leave enough for the other groups.
		r.opts.Tell(&group[i].Story, left<<told)
		told++
		if group[i].doubt() < group[best].doubt() {
			best = i
		}
	}
	chosen := group[best]
	copy(group[1:best+1], group[:best])
	group[0] = chosen
}

// doubt is 0 for the most confidence, and grows with less.
func (f *finding) doubt() int {
	if f.Account == nil {
		return 3
	}
	return slices.Index([]story.Confidence{story.Certain, story.Conditional, story.Assumed}, f.Account.Confidence)
}

// number swaps two equal lanes if the second goroutine starts first, so that the first goroutine is
// the first one to start.
func (f *finding) number() {
	if f.Account == nil || !slices.Equal(f.A.Steps, f.B.Steps) {
		return
	}
	for _, e := range f.Account.Events {
		switch e.Starts {
		case 1:
			return
		case 2:
			f.Swap()
			return
		}
	}
}

// stepsInTests returns 1 if test files are on the way to one of the accesses, else 0.
func (f *finding) stepsInTests() int {
	inTest := func(s witness.Step) bool { return strings.HasSuffix(s.Pos.File, "_test.go") }
	if slices.ContainsFunc(f.A.Steps, inTest) || slices.ContainsFunc(f.B.Steps, inTest) {
		return 1
	}
	return 0
}

func compareSteps(a, b witness.Step) int {
	return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Kind, b.Kind))
}

// group puts findings together for which one diagnostic is enough: those of one stream and category
// in one frame that have a call in common, those at one position, and those about the same two
// calls, whichever of these is reported.
func (r *reporter) group(findings []finding) [][]finding {
	// Two streams of a frame can have one name: without a call in common they are two.
	type frame struct {
		name, category, stream string
		call                   source.Pos
	}
	type place struct {
		pos      token.Pos
		category string
	}
	type calls struct {
		one, other source.Pos
		category   string
	}
	var out [][]finding
	byFrame, byPlace, byCalls := map[frame]int{}, map[place]int{}, map[calls]int{}
	for _, f := range findings {
		pl := place{f.pos, f.Category}
		one := frame{f.Frame, f.Category, f.Stream, r.place(&f.A).at}
		other := one
		other.call = r.place(&f.B).at
		ca := calls{f.A.At(), f.B.At(), f.Category}
		if ca.one.Compare(ca.other) > 0 {
			ca.one, ca.other = ca.other, ca.one
		}
		i, ok := byPlace[pl]
		if !ok {
			i, ok = byFrame[one]
		}
		if !ok {
			i, ok = byFrame[other]
		}
		// Two calls of this package are one finding in whatever frame they are.
		if !ok && (ca.one.Local().IsValid() && ca.other.Local().IsValid()) {
			i, ok = byCalls[ca]
		}
		if !ok {
			i = len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], f)
		byPlace[pl] = i
		put(byFrame, one, i)
		put(byFrame, other, i)
		put(byCalls, ca, i)
	}
	return out
}

// put records that k belongs to group i, unless it belongs to one already.
func put[K comparable](groups map[K]int, k K, i int) {
	if _, ok := groups[k]; !ok {
		groups[k] = i
	}
}

// A place is where an access shows in the package's hand-written files.
type place struct {
	pos token.Pos
	at  source.Pos
	// within says that the access itself is in a generated file of the package. pos is the call that
	// leads there.
	within bool
}

// place returns where an access can be reported: at the access itself if it is in this package, else
// at the call that leads to it.
func (r *reporter) place(e *witness.Lane) place {
	var p place
	for _, step := range slices.Backward(e.Steps) {
		pos := step.Pos.Local()
		if !pos.IsValid() {
			continue
		}
		if r.generated[r.pass.Fset.File(pos)] {
			p.within = true
			continue
		}
		p.pos, p.at = pos, step.Pos
		return p
	}
	return p
}

// orient chooses at which of the two accesses a story is reported: the one in a hand-written file,
// the one in a goroutine that was started, or else the later one in the source.
func orient(c witness.Story, a, b place) (finding, bool) {
	var swap bool
	switch {
	case !a.pos.IsValid() && !b.pos.IsValid():
		return finding{}, false
	case !a.pos.IsValid() || !b.pos.IsValid():
		swap = !a.pos.IsValid()
	case a.within != b.within:
		swap = a.within
	case (c.A.Spawn() == nil) != (c.B.Spawn() == nil):
		swap = c.A.Spawn() == nil
	default:
		swap = cmp.Or(a.at.Compare(b.at), slices.CompareFunc(c.A.Steps, c.B.Steps, compareSteps)) < 0
	}
	if swap {
		c.Swap()
		a = b
	}
	return finding{Story: c, pos: a.pos, at: a.at}, true
}

func (r *reporter) diagnostic(g []finding) analysis.Diagnostic {
	f := g[0]
	d := analysis.Diagnostic{
		Category: f.Category,
		URL:      checks.URL(f.Category),
		Message:  r.message(f) + " [" + f.Category + "]",
		Related:  r.related(g),
	}
	d.Pos, d.End = r.span(f.pos)
	return d
}
