// Package htmlreport writes findings as one page for a browser, which needs
// nothing else: no network, and no scripts but for filters and keys.
//
// Everything in it that others have written (code, names, messages) is escaped
// by html/template, and the page forbids the browser to run any script but its
// own, or to load anything.
package htmlreport

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/directive"
	"github.com/streamvet/streamvet/internal/excerpt"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/severity"
	"github.com/streamvet/streamvet/internal/story"
)

// Options say what a page shows besides the findings.
type Options struct {
	Name     func(string) string // how the name of a file is shown
	Severity severity.Scale
	Summary  string // of the run, in one line
	Version  string // of streamvet
}

var (
	//go:embed page.html
	pageText string
	//go:embed page.css
	styleText string
	//go:embed page.js
	scriptText string
)

// A page is what the template shows.
type page struct {
	Style      template.CSS
	Script     template.JS
	ScriptHash string
	Summary    string
	Version    string
	Findings   []finding
	Unanalyzed []govet.Unanalyzed
	Filters    []filter
}

// A filter is a list of values to choose from.
type filter struct {
	Name   string // of the attribute of a finding
	Label  string
	Values []string
}

// A finding is one of the findings of a page.
type finding struct {
	ID         string
	Category   string
	Level      severity.Level
	Message    string
	Package    string
	Confidence story.Confidence
	Where      string
	Picture    *picture
	Code       []code
	Remarks    []remark
	Related    []related
	Fix        *checks.Recipe
	Advice     string
}

// A remark is a heading with notes.
type remark struct {
	Heading string
	Notes   []related
}

// A related is a text about a place.
type related struct{ Who, Text, Where string }

// Write writes a result as a page.
func Write(w io.Writer, res *govet.Result, opts Options) error {
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return err
	}
	hash := sha256.Sum256([]byte(scriptText))
	p := page{
		Style: template.CSS(styleText), Script: template.JS(scriptText),
		ScriptHash: base64.StdEncoding.EncodeToString(hash[:]),
		Summary:    printable.Line(opts.Summary), Version: printable.Line(opts.Version),
	}
	for _, u := range res.Unanalyzed {
		p.Unanalyzed = append(p.Unanalyzed, govet.Unanalyzed{Package: printable.Line(u.Package), Reason: u.Reason, Text: printable.Text(u.Text)})
	}
	b := builder{Options: opts}
	for i := range res.Findings {
		p.Findings = append(p.Findings, b.finding(&res.Findings[i], i+1))
	}
	p.Filters = []filter{
		{"category", "Category", values(p.Findings, func(f *finding) string { return f.Category })},
		{"package", "Package", values(p.Findings, func(f *finding) string { return f.Package })},
		{"confidence", "Confidence", values(p.Findings, func(f *finding) string { return string(f.Confidence) })},
	}
	return t.Execute(w, p)
}

// values returns what the findings have, sorted.
func values(list []finding, of func(*finding) string) []string {
	var out []string
	for i := range list {
		if v := of(&list[i]); v != "" {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A builder makes what the template shows of findings.
type builder struct {
	Options
	story  *story.Story // of the finding
	reader excerpt.Reader
}

// name returns how a file is called.
func (b *builder) name(file string) string {
	if b.Name != nil {
		file = b.Name(file)
	}
	return printable.Line(file)
}

// located returns a text in which files have the names that they are shown with.
func (b *builder) located(text string) string { return printable.Line(b.story.Located(text, b.name)) }

// place names a place, if it is known.
func (b *builder) place(p story.Place) string {
	if !p.IsValid() {
		return ""
	}
	return fmt.Sprintf("%s:%d", b.name(p.File), p.Line)
}

func (b *builder) finding(f *govet.Finding, n int) finding {
	b.story = f.Story
	pkg, _, _ := strings.Cut(f.Package, " [")
	out := finding{
		ID:       fmt.Sprintf("f%d", n),
		Category: printable.Line(f.Category),
		Level:    b.Severity.Of(f),
		Message:  b.located(strings.TrimSuffix(f.Message, " ["+f.Category+"]")),
		Package:  printable.Line(pkg),
		Where:    fmt.Sprintf("%s:%d", b.name(f.Pos.Filename), f.Pos.Line),
		Code:     b.code(f),
	}
	recipe := ""
	if s := f.Story; s != nil {
		recipe = s.Recipe
		out.Confidence = s.Confidence
		out.Picture = b.picture(s)
		out.Remarks = b.remarks(s)
	} else {
		for _, r := range f.Related {
			out.Related = append(out.Related, related{"", printable.Line(r.Message), fmt.Sprintf("%s:%d", b.name(r.Pos.Filename), r.Pos.Line)})
		}
	}
	if fix, ok := checks.Fix(f.Category, recipe); ok {
		out.Fix = &fix
		if f.Story != nil {
			out.Advice = sentence(b.located(f.Story.Advice))
		}
	} else if f.Category == directive.Category {
		out.Fix = &checks.Recipe{Title: "How to suppress a finding", URL: directive.URL}
	}
	return out
}

// sentence returns a text with a capital letter.
func sentence(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + text[n:]
}

// remarks returns what there is to say besides the picture.
func (b *builder) remarks(s *story.Story) []remark {
	var out []remark
	add := func(heading string, who []string, lists ...[]story.Note) {
		var notes []related
		for i, list := range lists {
			for _, n := range list {
				notes = append(notes, related{who[i], b.located(n.Text), b.place(n.Place)})
			}
		}
		if len(notes) > 0 {
			out = append(out, remark{heading, notes})
		}
	}
	origins := s.Stream.Origins
	common := 0
	for common < min(len(origins[0]), len(origins[1])) && origins[0][common] == origins[1][common] {
		common++
	}
	none := []string{""}
	add("It is one "+printable.Line(s.Stream.Noun()), []string{"both", "first", "second"}, origins[0][:common], origins[0][common:], origins[1][common:])
	add("It comes to this if", none, s.Conditions)
	add("What is nearby doesn’t help", none, s.Reasons)
	return out
}
