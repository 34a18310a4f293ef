package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The wrapper is this test binary: see wrap.
func TestMain(m *testing.M) {
	if tool := os.Getenv(envTool); tool != "" {
		os.Exit(wrap(tool, os.Args[1:]))
	}
	os.Exit(m.Run())
}

// Generated programs are valid Go, and as large as they say.
func TestGenerate(t *testing.T) {
	lines := func(s shape) int {
		code := generate(s)
		if _, err := parser.ParseFile(token.NewFileSet(), "a.go", code, parser.AllErrors); err != nil {
			t.Fatal(err)
		}
		return strings.Count(code, "\n")
	}
	for _, d := range dimensions {
		last := 0
		for _, size := range sizes {
			s := start
			d.grow(&s, size)
			n := lines(s)
			if n <= last {
				t.Errorf("%s %dx: %d lines, and %d in the size before", d.name, size, n, last)
			}
			last = n
		}
	}
}

// All vet tools run on a module, each run on all packages anew, and on none when
// it has run before.
func TestModule(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the tools")
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.test\n\ngo 1.26.0\n",
		"a.go":   "package a\n\nimport \"errors\"\n\nvar Err = errors.New(\"a\")\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	b := &bench{options: options{dir: dir, patterns: []string{"./..."}, runs: 1, streamvet: ".."}, work: t.TempDir()}
	m, err := b.module(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if m.Actions < 5 {
		t.Errorf("the tools were run on %d packages, want the dependencies as well", m.Actions)
	}
	for _, c := range m.Tools {
		if c.Median.CPU <= 0 || c.Peak <= 0 || c.Own <= 0 {
			t.Errorf("%s: nothing was measured: %+v", c.Tool, c)
		}
		if c.Again.CPU > c.Median.CPU {
			t.Errorf("%s: %.2f s with its results in the cache, %.2f s without", c.Tool, c.Again.CPU, c.Median.CPU)
		}
	}
}
