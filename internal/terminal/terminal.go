// Package terminal shows findings to a person at a terminal: the code of both
// calls with labels, what the two goroutines do side by side in time, and what
// to do about it.
//
// The form is that of rustc, which many know. It is in ASCII, apart from what
// the code itself has, so that any terminal and any log shows it.
package terminal

import (
	"fmt"
	"io"
	"strings"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/directive"
	"github.com/streamvet/streamvet/internal/excerpt"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/severity"
	"github.com/streamvet/streamvet/internal/story"
)

// A Style says how findings are shown.
type Style struct {
	Color bool
	Width int                 // columns of a line; 0 is the usual number
	Name  func(string) string // how the name of a file is shown; nil leaves it as it is
	// Severity says how severe findings are.
	Severity severity.Scale
}

// The columns of a line: what is usual, and what is still, or no longer, easy to
// read.
const (
	usualWidth = 100
	leastWidth = 48
	mostWidth  = 120
)

// Write writes findings, and errors of the analyzer.
func Write(w io.Writer, res *govet.Result, style Style) error {
	p := &printer{Style: style, width: usualWidth}
	if style.Width > 0 {
		p.width = min(max(style.Width, leastWidth), mostWidth)
	}
	for _, e := range res.Errors {
		for line := range strings.SplitSeq(printable.Text(e.Error()), "\n") {
			p.line(text{}.add(plain, line))
		}
	}
	for i := range res.Findings {
		p.finding(&res.Findings[i])
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

type printer struct {
	Style
	story  *story.Story // of the finding
	width  int
	gutter int // columns before the bar beside code
	out    strings.Builder
	reader excerpt.Reader
}

// line writes a line.
func (p *printer) line(t text) { t.render(&p.out, p.Color) }

// name returns how a file is called.
func (p *printer) name(file string) string {
	if p.Name != nil {
		file = p.Name(file)
	}
	return clean(file)
}

// place names a place, if it is known.
func (p *printer) place(at story.Place) string {
	if !at.IsValid() {
		return ""
	}
	return fmt.Sprintf("%s:%d", p.name(at.File), at.Line)
}

// located returns a text in which files have the names that they are shown with.
func (p *printer) located(text string) string { return clean(p.story.Located(text, p.name)) }

// bar returns a line that continues what is beside code.
func (p *printer) bar() text { return text{}.add(blue, strings.Repeat(" ", p.gutter)+"|") }

// finding shows one finding, and an empty line.
func (p *printer) finding(f *govet.Finding) {
	p.story = f.Story
	excerpts := p.reader.Excerpts(excerpt.Of(f), 1)
	p.gutter = 4
	for _, e := range excerpts {
		p.gutter = max(p.gutter, len(fmt.Sprint(e.Lines[len(e.Lines)-1].Number))+1)
	}
	p.head(f)
	for i, e := range excerpts {
		arrow := "-->"
		if i > 0 {
			arrow = ":::"
		}
		p.frame(e, arrow)
	}
	if len(excerpts) == 0 {
		p.line(text{}.add(blue, strings.Repeat(" ", p.gutter-1)+"--> ").add(plain, p.name(f.Pos.Filename)+strings.TrimPrefix(f.Pos.String(), f.Pos.Filename)))
	}
	if f.Story != nil {
		p.lanes(f.Story)
		p.origins(f.Story)
		p.notes("this happens if", f.Story.Conditions)
		p.notes("nearby, but not enough", f.Story.Reasons)
	}
	p.help(f)
	p.line(nil)
}

// head shows what it is about.
func (p *printer) head(f *govet.Finding) {
	head, look := string(p.Severity.Of(f)), red
	if head != string(severity.Error) {
		look = cyan
	}
	if f.Category != "" {
		head += "[" + clean(f.Category) + "]"
	}
	said := p.located(strings.TrimSuffix(f.Message, " ["+f.Category+"]"))
	for i, line := range wrap(head+": "+said, p.width) {
		rest, ok := strings.CutPrefix(line, head)
		if i == 0 && ok {
			p.line(text{}.add(look, head).add(bold, rest))
		} else {
			p.line(text{}.add(bold, line))
		}
	}
}

// remark shows words behind "= kind: ", and returns the columns before them.
func (p *printer) remark(kind string, look paint, said string) {
	indent := p.gutter + 2 + len(kind) + 2
	for i, line := range wrap(said, p.width-indent) {
		if i == 0 {
			p.line(text{}.add(blue, strings.Repeat(" ", p.gutter)+"= ").add(look, kind).add(plain, ": "+line))
		} else {
			p.line(text{}.add(plain, strings.Repeat(" ", indent)+line))
		}
	}
}

// notes shows notes below what they are about.
func (p *printer) notes(about string, list []story.Note) {
	switch len(list) {
	case 0:
	case 1:
		p.remark("note", bold, about+": "+p.located(list[0].Text)+p.at(list[0].Place))
	default:
		p.remark("note", bold, about+":")
		for _, n := range list {
			p.item("- ", n)
		}
	}
}

// at returns a place in brackets.
func (p *printer) at(place story.Place) string {
	if s := p.place(place); s != "" {
		return " (" + s + ")"
	}
	return ""
}

// item shows one note of several.
func (p *printer) item(mark string, n story.Note) {
	indent := strings.Repeat(" ", p.gutter+len("= note: "))
	for i, line := range wrap(p.located(n.Text)+p.at(n.Place), p.width-len(indent)-len(mark)) {
		if i > 0 {
			mark = strings.Repeat(" ", len(mark))
		}
		p.line(text{}.add(plain, indent+mark+line))
	}
}

// origins tells where both goroutines have the stream from.
func (p *printer) origins(s *story.Story) {
	first, second := s.Stream.Origins[0], s.Stream.Origins[1]
	if len(first)+len(second) == 0 {
		return
	}
	p.remark("note", bold, "it is one "+clean(s.Stream.Noun())+":")
	common := 0
	for common < min(len(first), len(second)) && first[common] == second[common] {
		common++
	}
	for _, n := range first[:common] {
		p.item("both:   ", n)
	}
	for _, n := range first[common:] {
		p.item("first:  ", n)
	}
	for _, n := range second[common:] {
		p.item("second: ", n)
	}
}

// help tells what to do about a finding, and where to read more.
func (p *printer) help(f *govet.Finding) {
	recipe := ""
	if f.Story != nil {
		recipe = f.Story.Recipe
	}
	if fix, ok := checks.Fix(f.Category, recipe); ok {
		said := strings.ToLower(fix.Title[:1]) + fix.Title[1:]
		if f.Story != nil && f.Story.Advice != "" {
			said = p.located(f.Story.Advice)
		}
		p.remark("help", green, said)
		p.link(fix.URL)
	} else if f.Category == directive.Category {
		p.remark("help", green, "how to suppress a finding")
		p.link(directive.URL)
	}
}

// link shows an address, which is never broken: terminals open it.
func (p *printer) link(url string) {
	p.line(text{}.add(plain, strings.Repeat(" ", p.gutter+len("= help: "))).add(faint, url))
}
