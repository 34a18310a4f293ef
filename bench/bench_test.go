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

// All vet tools run on a module and its dependencies.
func TestModule(t *testing.T) {
	b := &bench{options: options{dir: smallModule(t), patterns: []string{"./..."}, runs: 1, streamvet: ".."}, work: t.TempDir()}
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
	}
}

// A tool that can't do it is a line of the table.
func TestOtherFails(t *testing.T) {
	b := &bench{options: options{dir: t.TempDir(), patterns: []string{"nosuchcommand"}, runs: 2}, work: t.TempDir()}
	c, err := b.other(t.Context(), tool{name: "other"}, "go")
	if err != nil {
		t.Fatal(err)
	}
	if c.Failed != "exit status 2" || len(c.Runs) > 0 {
		t.Errorf("Failed is %q, with %d runs", c.Failed, len(c.Runs))
	}
	var out strings.Builder
	(&Module{Tools: []Column{c}}).print(&out)
	if want := "| other | exit status 2 | | | | | |\n"; !strings.Contains(out.String(), want) {
		t.Errorf("no line %q in\n%s", want, &out)
	}
}

func smallModule(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.test\n\ngo 1.26.0\n",
		"a.go":   "package a\n\nimport \"errors\"\n\nvar Err = errors.New(\"a\")\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A new binary finds nothing in the cache, the same one finds all.
func TestStamp(t *testing.T) {
	b := &bench{work: t.TempDir()}
	dir := smallModule(t)
	counts := make(map[int]bool)
	for range 2 {
		bin, err := b.build(t.Context(), b.vetTools()[0])
		if err != nil {
			t.Fatal(err)
		}
		uses, err := b.wrapped(t.Context(), dir, bin, "./...")
		if err != nil {
			t.Fatal(err)
		}
		counts[len(uses)] = true
		if again, err := b.wrapped(t.Context(), dir, bin, "./..."); err == nil {
			t.Errorf("the same tool was run again on %d packages", len(again))
		}
	}
	if len(counts) != 1 {
		t.Errorf("two builds of a tool were run on different numbers of packages: %v", counts)
	}
}

// Both tools can begin with an empty cache, which is gone afterwards.
func TestFresh(t *testing.T) {
	b := &bench{options: options{dir: smallModule(t), patterns: []string{"./..."}, runs: 1, streamvet: ".."}, work: t.TempDir()}
	ways, err := b.freshWays(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, lines := range map[string][][]string{"nothing": ways[0].noop, "streamvet": ways[0].streamvet} {
		cost, err := b.measureEmpty(t.Context(), lines)
		if err != nil {
			t.Fatal(err)
		}
		if cost.CPU <= 0 || cost.RSS <= 0 {
			t.Errorf("%s: nothing was measured: %+v", name, cost)
		}
		if _, err := os.Stat(filepath.Join(b.work, "cache")); !os.IsNotExist(err) {
			t.Errorf("%s: the cache is still there: %v", name, err)
		}
	}
	out := new(strings.Builder)
	(&Fresh{Ways: []*FreshWay{{Name: "installed", Noop: []Cost{{CPU: 100, Wall: 50}}, Streamvet: []Cost{{CPU: 105, Wall: 51}}, Ratio: 1.05}}}).print(out)
	if want := "| installed | 100.0 | 105.0 | 1.05 | 50.0 | 51.0 |\n"; !strings.Contains(out.String(), want) {
		t.Errorf("no line %q in\n%s", want, out)
	}
}
