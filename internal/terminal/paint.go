package terminal

import "strings"

// A paint is how text looks on a terminal: parameters of the control sequence
// SGR of ECMA-48. These few are all that is needed, and all terminals know
// them; who imports the analyzer gets no library for it.
type paint string

const (
	plain paint = ""
	bold  paint = "1"
	faint paint = "2"
	red   paint = "1;31"
	green paint = "1;32"
	blue  paint = "1;34"
	cyan  paint = "1;36"
)

// A text is what a line consists of: pieces of printable text, each with a
// paint.
type text []piece

type piece struct {
	paint
	string
}

// add appends a piece, and returns the text.
func (t text) add(p paint, s string) text {
	if s == "" {
		return t
	}
	return append(t, piece{p, s})
}

// width returns the number of columns that the text takes.
func (t text) width() int {
	n := 0
	for _, p := range t {
		n += width(p.string)
	}
	return n
}

// render writes the text as one line, without blanks at its end.
func (t text) render(b *strings.Builder, color bool) {
	for len(t) > 0 {
		last := t[len(t)-1]
		if s := strings.TrimRight(last.string, " "); s != "" {
			t = append(t[:len(t)-1:len(t)-1], piece{last.paint, s})
			break
		}
		t = t[:len(t)-1]
	}
	for _, p := range t {
		if color && p.paint != plain {
			b.WriteString("\x1b[" + string(p.paint) + "m" + p.string + "\x1b[0m")
		} else {
			b.WriteString(p.string)
		}
	}
	b.WriteByte('\n')
}
