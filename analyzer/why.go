package analyzer

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/witness"
)

// A question is the value of the flag why: one or two lines, each as the import path of a package,
// a slash, and the file's name and line.
type question struct {
	text  string
	lines [2]witness.Line // the second one may be empty
}

// String returns what was set.
func (q *question) String() string { return q.text }

// Set reads the value of the flag.
func (q *question) Set(text string) error {
	*q = question{text: text}
	if text == "" {
		return nil
	}
	lines := strings.Split(text, ",")
	if len(lines) > len(q.lines) {
		return fmt.Errorf("%d lines are given, and not one or two", len(lines))
	}
	for i, line := range lines {
		file, number, _ := strings.Cut(line, ".go:")
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || !strings.Contains(file, "/") {
			return fmt.Errorf("%q is not PACKAGE/FILE.go:LINE", line)
		}
		q.lines[i] = witness.Line{Pkg: path.Dir(file), File: path.Base(file) + ".go", Number: n}
	}
	return nil
}

// asked reports whether there is a question that the code of a program can answer.
func (q *question) asked(p *code.Program) bool {
	return q.text != "" && slices.ContainsFunc(p.Funcs, func(f *code.Func) bool {
		return q.lines[0].In(f)
	})
}

// names returns how people name the lines.
func (q *question) names() (names [2]string) {
	for i, l := range q.lines {
		if l.Number > 0 {
			names[i] = fmt.Sprintf("%s:%d", l.File, l.Number)
		}
	}
	return names
}
