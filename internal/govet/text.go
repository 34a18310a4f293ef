package govet

import (
	"fmt"
	"go/token"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
)

// A TextStyle says how WriteText prints.
type TextStyle struct {
	// Context is the number of lines of code to print before and after
	// those of each place; negative for no code at all.
	Context int

	// Name returns how a file's name is printed; nil leaves it as it is.
	Name func(string) string
}

// WriteText writes the result as go vet prints it: a line for each
// finding, and an indented line for each related place. Those in other
// packages, which go vet does not know, are there if there is a story.
func (r *Result) WriteText(w io.Writer, style TextStyle) error {
	t := textWriter{style: style, files: make(map[string][]string)}
	for _, e := range r.Errors {
		fmt.Fprintln(&t.out, printable.Text(e.Error()))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		t.place(f.Pos, f.End, t.located(f, f.Message))
		for _, rel := range f.withElsewhere() {
			t.place(rel.Pos, rel.End, "\t"+t.located(f, rel.Message))
		}
	}
	_, err := io.WriteString(w, t.out.String())
	return err
}

// laneLabels begin what is said of the two goroutines.
var laneLabels = [2]string{"first goroutine: ", "second goroutine: "}

// withElsewhere returns the related places, and those in other packages: each after
// the place in this package from which a goroutine comes there, or else first.
func (f *Finding) withElsewhere() []Related {
	elsewhere := f.elsewhere()
	if len(elsewhere) == 0 {
		return f.Related
	}
	var out []Related
	for _, rel := range f.Related {
		out = append(out, rel)
		out = append(out, elsewhere[rel.Pos]...)
		delete(elsewhere, rel.Pos)
	}
	var first []Related
	for _, from := range slices.SortedFunc(maps.Keys(elsewhere), comparePositions) {
		first = append(first, elsewhere[from]...)
	}
	return append(first, out...)
}

// elsewhere returns the places of a finding's story that are in files of other
// packages, by the place in this package from which a goroutine comes there.
func (f *Finding) elsewhere() map[token.Position][]Related {
	s := f.Story
	if s == nil {
		return nil
	}
	out := make(map[token.Position][]Related)
	from := [2]token.Position{f.Pos, f.Pos} // by lane: where it was last in this package
	for _, e := range s.Events {
		pos := position(e.Place)
		switch {
		case e.Kind != story.Call && e.Kind != story.Go && e.Kind != story.Access && e.Kind != story.Handler:
			continue
		case e.Place.Package == s.At.Package:
			from[e.Lane] = pos
		case filepath.IsAbs(e.Place.File):
			out[from[e.Lane]] = addRelated(out[from[e.Lane]], Related{Pos: pos, End: pos, Message: laneLabels[e.Lane] + e.Text})
		}
		if e.Starts > 0 {
			from[e.Starts-1] = from[e.Lane]
		}
	}
	return out
}

// addRelated adds what is said of a goroutine, or makes what is said of the other one
// be about both.
func addRelated(list []Related, rel Related) []Related {
	for i, o := range list {
		if o.Pos == rel.Pos && strings.TrimPrefix(o.Message, laneLabels[0]) == strings.TrimPrefix(rel.Message, laneLabels[1]) {
			list[i].Message = "both goroutines: " + strings.TrimPrefix(rel.Message, laneLabels[1])
			return list
		}
	}
	return append(list, rel)
}

func position(p story.Place) token.Position {
	return token.Position{Filename: p.File, Line: p.Line, Column: p.Col}
}

type textWriter struct {
	style TextStyle
	out   strings.Builder
	files map[string][]string // lines of the files shown so far
}

// located returns a text of a finding in which files have the names that they are
// printed with.
func (t *textWriter) located(f *Finding, text string) string {
	return f.Story.Located(text, func(file string) string {
		if t.style.Name != nil {
			return t.style.Name(file)
		}
		return file
	})
}

// place writes a message with its position and the code there.
func (t *textWriter) place(pos, end token.Position, message string) {
	shown := pos
	if t.style.Name != nil {
		shown.Filename = t.style.Name(pos.Filename)
	}
	fmt.Fprintf(&t.out, "%s: %s\n", printable.Line(shown.String()), printable.Line(message))
	if t.style.Context < 0 || !pos.IsValid() {
		return
	}
	last := pos.Line
	if end.Filename == pos.Filename && end.Line > last {
		last = end.Line
	}
	lines := t.lines(pos.Filename)
	for n := max(1, pos.Line-t.style.Context); n <= min(len(lines), last+t.style.Context); n++ {
		fmt.Fprintf(&t.out, "%d\t%s\n", n, printable.Line(strings.TrimSuffix(lines[n-1], "\r")))
	}
}

// lines returns the lines of a file, or none if it can't be read.
func (t *textWriter) lines(name string) []string {
	lines, ok := t.files[name]
	if !ok {
		if data, err := source.Read(name); err == nil {
			lines = strings.Split(string(data), "\n")
		}
		t.files[name] = lines
	}
	return lines
}
