package govet

import (
	"fmt"
	"go/token"
	"io"
	"strings"

	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/source"
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
// finding, and an indented line for each related place.
func (r *Result) WriteText(w io.Writer, style TextStyle) error {
	t := textWriter{style: style, files: make(map[string][]string)}
	for _, e := range r.Errors {
		fmt.Fprintln(&t.out, printable.Text(e.Error()))
	}
	for _, f := range r.Findings {
		t.place(f.Pos, f.End, f.Message)
		for _, rel := range f.Related {
			t.place(rel.Pos, rel.End, "\t"+rel.Message)
		}
	}
	_, err := io.WriteString(w, t.out.String())
	return err
}

type textWriter struct {
	style TextStyle
	out   strings.Builder
	files map[string][]string // lines of the files shown so far
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
