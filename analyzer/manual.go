package analyzer

import (
	_ "embed"
	"strings"
)

// source is the file with the manual: what the web, go doc and the command show
// comes from one place.
//
//go:embed doc.go
var source string

// manual returns the section about the analyzer in a package's comment. It is
// [analyzerutil.ExtractDoc] without the parser, which would run whenever a program
// that has the analyzer starts.
//
// [analyzerutil.ExtractDoc]: https://pkg.go.dev/golang.org/x/tools/internal/analysis/analyzerutil#ExtractDoc
func manual(source string) string {
	var b strings.Builder
	in := false
	for line := range strings.Lines(source) {
		text, ok := strings.CutPrefix(line, "//")
		switch {
		case !ok:
			return untitled(b.String())
		case in:
			b.WriteString(strings.TrimPrefix(text, " "))
		case strings.TrimSpace(text) == "# Analyzer streamvet":
			in = true
		}
	}
	return untitled(b.String())
}

// untitled takes the name of the analyzer away, which drivers put in front.
func untitled(text string) string {
	return strings.TrimPrefix(strings.TrimSpace(text), "streamvet: ")
}
