// Package printable makes text harmless to the terminal that shows it.
//
// Much of what streamvet prints is written by others: names of files, strings
// in code, lines of code, complaints of the go command about all these. A
// terminal obeys control characters in such text, and characters that change
// the direction of writing make it read as what it is not. So whatever is
// printed for people to read goes through this package, which shows these
// characters as they would be written in Go: \x1b, \u202e.
package printable

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line returns s as the part of a line: its newlines are escaped, too.
func Line(s string) string { return clean(s, false) }

// Text returns s as text of any number of lines.
func Text(s string) string { return clean(s, true) }

func clean(s string, newlines bool) string {
	if utf8.ValidString(s) && !strings.ContainsFunc(s, isUnsafe) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case newlines && (r == '\n' || strings.HasPrefix(s[i:], "\r\n")), !isUnsafe(r):
			b.WriteString(s[i:end])
		default:
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
		i = end
	}
	return b.String()
}

// isUnsafe reports whether a terminal may do something else with r than to
// show it. Of the characters for white space, it shows tabs and blanks.
func isUnsafe(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' && r != '\t' || r == 0x7f
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// A Writer writes text, as [Text] returns it, to another writer. What comes in
// pieces is text as a whole: a character may begin in one piece and end in the
// next.
type Writer struct {
	w    io.Writer
	rest string // the begin of a character
}

// NewWriter returns a Writer that writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Write writes p, except for the begin of a character at its end.
func (w *Writer) Write(p []byte) (int, error) {
	text := w.rest + string(p)
	whole := len(text) - unfinished(text)
	w.rest = text[whole:]
	if _, err := io.WriteString(w.w, Text(text[:whole])); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Flush writes what is left: nothing more will follow.
func (w *Writer) Flush() error {
	rest := w.rest
	w.rest = ""
	_, err := io.WriteString(w.w, Text(rest))
	return err
}

// unfinished returns the number of bytes at the end of s that may be the beginning of a longer
// sequence.
func unfinished(s string) int {
	if strings.HasSuffix(s, "\r") {
		return 1
	}
	for n := 1; n < utf8.UTFMax && n <= len(s); n++ {
		if tail := s[len(s)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRuneInString(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}
