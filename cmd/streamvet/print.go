package main

import (
	"os"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/terminal"
)

// printFindings prints the findings for people: at length where they look at a
// terminal, and a line each, as go vet does, where a program may read it.
func (s *survey) printFindings() error {
	screen := terminal.IsScreen(os.Stderr)
	if !s.line.isLong(screen) {
		return s.result.WriteText(stderr(), govet.TextStyle{Context: s.line.context, Name: shortName(s.line.dir)})
	}
	// Not by way of stderr, which would show control sequences as they are
	// written: all text in it is printable.
	return terminal.Write(os.Stderr, &s.result, terminal.Style{
		Color: s.line.isColored(screen),
		Width: terminal.Columns(os.Stderr),
		Name:  shortName(s.line.dir),

		Severity: s.line.severity,
	})
}

// isLong reports whether findings are shown at length.
func (l *commandLine) isLong(screen bool) bool {
	if l.report == auto {
		return l.context < 0 && (screen || l.color == always)
	}
	return l.report == long
}

// isColored reports whether findings are shown in color: https://no-color.org.
func (l *commandLine) isColored(screen bool) bool {
	if l.color == auto {
		return screen && os.Getenv("NO_COLOR") == ""
	}
	return l.color == always
}
