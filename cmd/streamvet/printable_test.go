package main

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// What a terminal obeys, wherever others can put it, is not printed as it is.
func TestPrintable(t *testing.T) {
	const code = "\x1b]0;t\a\u202e\u009b1m" // the go command takes UTF-8 alone
	const evil = code + "\x9b1m"
	r := newRunner(t, asMarks, map[string]string{
		"a/a" + code + ".go": "package a\n\n/* " + code + " */ func MarkA() {}\n",
		"bad/bad.go":         "package bad\n\nvar x int = `" + code + "`\n",
		"evil.txt":           "mark example.com/gone F " + evil + "\n",
		"worse.txt":          evil + "\n",
	})
	for _, args := range [][]string{
		{"./a"},
		{"-c=0", "./a"},
		{"-sarif=log.sarif", "./a"},
		{"-sarif=log.sarif", "-c=0", "./a"},
		{"-write-baseline=" + evil, "./a"},
		{"-baseline=evil.txt", "./a"},
		{"-baseline=worse.txt", "./a"},
		{"./bad"},
		{"-sarif=log.sarif", "./bad"},
		{"-json", "./bad"},
		{"-" + evil},
		{"-C", evil, "./a"},
		{"explain", evil},
		{"gopls", "install", "-" + evil},
	} {
		got := r.streamvet(args...)
		if strings.ContainsAny(got.stderr, "\x1b\a\u202e\u009b") || !utf8.ValidString(got.stderr) {
			t.Errorf("%q: standard error is %q", args, got.stderr)
		}
		if !slices.Contains(args, "-C") && !slices.Contains(args, "-write-baseline="+evil) && got.stderr == "" {
			t.Errorf("%q: nothing is said", args)
		}
	}
	r.streamvet("./a").want(t, exitFindings, `a/a\x1b]0;t\a\u202e\u009b1m.go:3:26: found MarkA`)
}
