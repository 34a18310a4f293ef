// Package excerpt picks the lines of code that show a finding, with labels on
// them, for whatever shows code: a terminal, a page.
package excerpt

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/streamvet/streamvet/internal/source"
)

// A Label says something about a range in a file. Columns count bytes from 1,
// as in Go.
type Label struct {
	File            string
	Line, Col       int
	EndLine, EndCol int // 0 if the end is not known
	Text            string
	Rank            Rank
}

// A Rank says how much a label matters.
type Rank int

// The ranks of labels.
const (
	Primary   Rank = iota // where the finding is
	Secondary             // the other call
	Minor                 // on the way
)

// An Excerpt is some of the lines of a file.
type Excerpt struct {
	File  string
	Lines []Line
}

// A Line is a line of an excerpt.
type Line struct {
	Number int
	Gap    bool // lines before it are left out
	Text   string
	Spans  []Span // by column
}

// A Span is the part of a line that labels are about.
type Span struct {
	From, To int // bytes of the text
	Rank     Rank
	Texts    []string
}

// A Reader reads files, each once.
type Reader struct {
	files map[string][]string
}

// Excerpts returns the lines with labels and those within context of them, a
// file after the other, in the order in which they appear in the labels. Files
// that can't be read have no excerpt.
func (r *Reader) Excerpts(labels []Label, context int) []Excerpt {
	var files []string
	byFile := make(map[string][]Label)
	for _, l := range labels {
		if byFile[l.File] == nil {
			files = append(files, l.File)
		}
		byFile[l.File] = append(byFile[l.File], l)
	}
	var out []Excerpt
	for _, file := range files {
		if lines := excerpt(r.lines(file), byFile[file], context); len(lines) > 0 {
			out = append(out, Excerpt{file, lines})
		}
	}
	return out
}

// lines returns the lines of a file, or none if it can't be read.
func (r *Reader) lines(file string) []string {
	lines, ok := r.files[file]
	if ok {
		return lines
	}
	if text, err := source.Read(file); err == nil {
		lines = strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	}
	if r.files == nil {
		r.files = make(map[string][]string)
	}
	r.files[file] = lines
	return lines
}

// excerpt picks lines of one file.
func excerpt(text []string, labels []Label, context int) (out []Line) {
	shown := make(map[int][]Label) // by line
	for _, l := range labels {
		if l.Line < 1 || l.Line > len(text) {
			continue
		}
		first, last := around(text, l.Line, context)
		for n := first; n <= last; n++ {
			if _, ok := shown[n]; !ok {
				shown[n] = nil
			}
		}
		shown[l.Line] = append(shown[l.Line], l)
	}
	last := 0
	for n := range text {
		n++ // from 1
		if _, ok := shown[n]; !ok {
			// One line is as short as saying that it is left out.
			_, before := shown[n-1]
			_, after := shown[n+1]
			if !before || !after {
				continue
			}
		}
		out = append(out, Line{Number: n, Gap: last > 0 && n > last+1, Text: text[n-1], Spans: spans(text[n-1], shown[n])})
		last = n
	}
	return trim(out)
}

// around returns the first and last of the lines within context of a line that
// are of the same declaration: one ends with a line that begins with a brace.
func around(text []string, line, context int) (first, last int) {
	ends := func(n int) bool { return strings.HasPrefix(text[n-1], "}") }
	first, last = line, line
	for first > max(1, line-context) && !ends(first-1) {
		first--
	}
	for last < min(len(text), line+context) && !ends(last) {
		last++
	}
	return first, last
}

// trim takes away lines beside what is left out that are blank, or have nothing but
// what closes a block.
func trim(lines []Line) (out []Line) {
	boring := func(l Line) bool { return len(l.Spans) == 0 && strings.Trim(l.Text, " \t})") == "" }
	for len(lines) > 0 {
		n := 1 // lines without a gap between them
		for n < len(lines) && !lines[n].Gap {
			n++
		}
		part := lines[:n]
		lines = lines[n:]
		for len(part) > 0 && boring(part[0]) {
			part = part[1:]
		}
		for len(part) > 0 && boring(part[len(part)-1]) {
			part = part[:len(part)-1]
		}
		if len(part) > 0 {
			part[0].Gap = len(out) > 0
			out = append(out, part...)
		}
	}
	return out
}

// spans returns what the labels of a line are about. Labels of the same part
// share a span, with the rank of the highest.
func spans(text string, labels []Label) (out []Span) {
	for _, l := range labels {
		s := Span{From: min(max(l.Col-1, 0), len(text)), To: len(strings.TrimRight(text, " \t")), Rank: l.Rank}
		switch {
		case l.EndLine == l.Line && l.EndCol > l.Col:
			s.To = min(l.EndCol-1, len(text))
		case l.Col <= 1:
			s.From = len(text) - len(strings.TrimLeft(text, " \t"))
		case l.EndLine == 0 && s.From < len(text) && text[s.From] == '(':
			// That of a call in another package: its name is before.
			s.From, s.To = callee(text[:s.From]), s.From
		case l.EndLine == 0:
			s.To = s.From + word(text[s.From:])
		}
		s.To = max(s.To, s.From)
		if l.Text != "" {
			s.Texts = []string{l.Text}
		}
		i := slices.IndexFunc(out, func(t Span) bool { return t.From == s.From && t.To == s.To })
		if i < 0 {
			out = append(out, s)
			continue
		}
		out[i].Rank = min(out[i].Rank, s.Rank)
		if !slices.Contains(out[i].Texts, l.Text) {
			out[i].Texts = append(out[i].Texts, s.Texts...)
		}
	}
	slices.SortStableFunc(out, func(a, b Span) int { return cmp.Or(a.From-b.From, b.To-a.To) })
	return out
}

// callee returns where the name of a function begins, at the end of a text.
func callee(s string) int {
	return strings.LastIndexFunc(s, func(r rune) bool {
		return r != '.' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) + 1
}

// word returns the length of the word at the begin of a text.
func word(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return strings.ContainsRune(" \t(){}[].,;:=+-*/&|<>!\"'", r) })
	if n <= 0 {
		return len(s)
	}
	return n
}
