// Package image draws what a terminal shows as an SVG, for the docs.
//
// It knows what streamvet prints: lines of text, with the control sequence SGR
// for colors. "go test ./cmd/streamvet -update" draws the pictures anew.
package image

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// The measures of a character, and what is around all of them.
const (
	charWidth  = 8.4
	lineHeight = 19
	margin     = 16
)

// classes are the names of what SGR asks for.
var classes = map[string]string{"1": "b", "2": "f", "1;31": "r", "1;32": "g", "1;34": "l", "1;36": "c"}

const style = `text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d4d4d4;white-space:pre}` +
	`.b{font-weight:bold;fill:#fff}.f{fill:#8b949e}.r{font-weight:bold;fill:#ff7b72}.g{font-weight:bold;fill:#7ee787}` +
	`.l{font-weight:bold;fill:#79b8ff}.c{font-weight:bold;fill:#56d4dd}`

// SVG draws the text, and describes it with a title.
func SVG(text, title string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	widest := 0
	var body strings.Builder
	for i, line := range lines {
		column := 0
		for _, p := range pieces(line) {
			n := utf8.RuneCountInString(p.text)
			if strings.TrimSpace(p.text) != "" {
				x, y := margin+float64(column)*charWidth, margin+(i+1)*lineHeight-5
				class := ""
				if p.class != "" {
					class = fmt.Sprintf(` class="%s"`, p.class)
				}
				// The length keeps columns below each other in any font.
				fmt.Fprintf(&body, `<text x="%.1f" y="%d" textLength="%.1f"%s>%s</text>`+"\n", x, y, float64(n)*charWidth, class, html.EscapeString(p.text))
			}
			column += n
		}
		widest = max(widest, column)
	}
	width, height := int(float64(widest)*charWidth)+2*margin, len(lines)*lineHeight+2*margin
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]d" height="%[2]d" viewBox="0 0 %[1]d %[2]d" role="img" aria-label="%[3]s">`+"\n"+
		"<style>%[4]s</style>\n"+`<rect width="%[1]d" height="%[2]d" rx="8" fill="#1e1e1e"/>`+"\n%[5]s</svg>\n",
		width, height, html.EscapeString(title), style, body.String())
}

// A piece is a part of a line that looks the same from its begin to its end.
type piece struct{ class, text string }

// pieces takes a line apart, and leaves blanks at both ends of a piece out.
func pieces(line string) (out []piece) {
	class := ""
	add := func(s string) {
		trimmed := strings.TrimLeft(s, " ")
		if n := len(s) - len(trimmed); n > 0 {
			out = append(out, piece{"", s[:n]})
		}
		if trimmed != "" {
			out = append(out, piece{class, trimmed})
		}
	}
	for {
		before, rest, ok := strings.Cut(line, "\x1b[")
		add(before)
		if !ok {
			return out
		}
		code, after, _ := strings.Cut(rest, "m")
		class, line = classes[code], after
	}
}
