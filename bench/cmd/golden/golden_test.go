package main

import (
	"bytes"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
)

func TestCompare(t *testing.T) {
	for _, tt := range []struct {
		name       string
		old, found []finding
		want       string
	}{
		{"nothing", nil, nil, "0 appeared, 0 vanished, 0 are the same\n"},
		{"the same, in another order", []finding{"a", "b"}, []finding{"b", "a", "a"}, "0 appeared, 0 vanished, 2 are the same\n"},
		{"one appears", []finding{"a"}, []finding{"a", "b"}, "+ b\n1 appeared, 0 vanished, 1 are the same\n"},
		{"one vanishes", []finding{"a", "b"}, []finding{"b"}, "- a\n0 appeared, 1 vanished, 1 are the same\n"},
		{"one is told in other words", []finding{"m: a.go:1:2: old"}, []finding{"m: a.go:1:2: new"}, "+ m: a.go:1:2: new\n- m: a.go:1:2: old\n1 appeared, 1 vanished, 0 are the same\n"},
	} {
		if got := compare(tt.old, tt.found).String(); got != tt.want {
			t.Errorf("%s: got\n%s, want\n%s", tt.name, got, tt.want)
		}
	}
}

func TestLines(t *testing.T) {
	dir, cache := filepath.FromSlash("/home/m"), filepath.FromSlash("/cache")
	at := func(name string) token.Position {
		return token.Position{Filename: filepath.FromSlash(name), Line: 3, Column: 4}
	}
	got := lines("m", []string{dir, cache}, &govet.Result{
		Findings: []govet.Finding{{Pos: at("/home/m/p/a.go"), Message: "one"}, {Pos: at("/cache/n@v1.0.0/b.go"), Message: "two"}, {Pos: at("/else/c.go"), Message: "three"}},
		Errors:   []govet.AnalysisError{{Package: "m/q", Analyzer: "streamvet", Message: "internal error\nstack"}},
	})
	want := []finding{"m: p/a.go:3:4: one", "m: n@v1.0.0/b.go:3:4: two", finding("m: " + filepath.FromSlash("/else/c.go") + ":3:4: three"), "m: m/q: streamvet: internal error"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTargets(t *testing.T) {
	got, err := parseTargets("x.txt", "# comment\n\nstd\nexample.com/m@v1.0.0\nexample.com/n@v1.0.0 ./a ./b/... # why\n../dir\n")
	want := []target{
		{name: "std", patterns: []string{"std"}},
		{name: "example.com/m@v1.0.0", patterns: []string{"./..."}},
		{name: "example.com/n@v1.0.0", patterns: []string{"./a", "./b/..."}},
		{name: "../dir", dir: "../dir", patterns: []string{"./..."}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if _, err := parseTargets("x.txt", "std\nexample.com/m\n"); err == nil || !strings.Contains(err.Error(), "x.txt:2: ") {
		t.Errorf("error %v, want one that names the line", err)
	}
	if list, err := parseTargets("targets.txt", targets); err != nil || len(list) < 3 {
		t.Errorf("targets.txt: %+v, %v", list, err)
	}
}

// Lists are compared without running anything, and the exit code tells the outcome.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, list ...finding) string {
		name = filepath.Join(dir, name)
		if err := writeList(name, list); err != nil {
			t.Fatal(err)
		}
		return name
	}
	one, other := write("one", "m: a", "m: b", "m: a"), write("other", "m: b", "m: c")
	noList := filepath.Join(dir, "text")
	if err := os.WriteFile(noList, []byte("neither a list nor a binary"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name           string
		args           []string
		code           int
		stdout, stderr string
	}{
		{"same", []string{one, one}, exitSame, "0 appeared, 0 vanished, 2 are the same\n", ""},
		{"different", []string{one, other}, exitDiffer, "+ m: c\n- m: a\n1 appeared, 1 vanished, 1 are the same\n", ""},
		{"nothing to compare with", []string{one}, exitFailed, "", "golden: two binaries or lists are to be named\n"},
		{"nothing to write", []string{"-write", filepath.Join(dir, "x")}, exitFailed, "", "golden: no binary is named\n"},
		{"patterns of no module", []string{one, other, "./..."}, exitFailed, "", "golden: package patterns need -dir, which names their module\n"},
		{"no such list", []string{filepath.Join(dir, "none"), one}, exitFailed, "", "golden: open "},
		{"no such targets", []string{"-targets", filepath.Join(dir, "none"), one, one}, exitFailed, "", "golden: open "},
		{"no binary", []string{"-dir", dir, one, noList}, exitFailed, "", "text: "},
		{"no such flag", []string{"-x"}, exitFailed, "", "flag provided but not defined: -x"},
	} {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), tt.args, &stdout, &stderr)
		if code != tt.code || stdout.String() != tt.stdout || !strings.HasPrefix(stderr.String(), tt.stderr) {
			t.Errorf("%s: exit code %d, want %d; printed %q and %q", tt.name, code, tt.code, stdout.String(), stderr.String())
		}
	}
	// What was written is read again.
	list, ok, err := readList(one)
	if err != nil || !ok || !reflect.DeepEqual(list, []finding{"m: a", "m: b"}) {
		t.Errorf("read %q, %t, %v", list, ok, err)
	}
}
