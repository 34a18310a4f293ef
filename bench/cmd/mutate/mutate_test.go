package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/treetest"
)

const source = `package p

// F says "if a == b".
func F(a, b int) bool {
	for a < 3 {
		a++
		g()
		g()
	}
	switch {
	case a == b && true:
		b = a
	}
	return b > 2
}

func g() {}

// Probabilities are left alone.
func likely(c interface{ Percent(int) bool }) bool { return c.Percent(5) }
`

func TestMutants(t *testing.T) {
	list, err := mutants("p.go", source)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range list {
		got = append(got, m.String())
		text := m.apply(source)
		if len(text)-len(m.to) != len(source)-len(m.from) || text == source {
			t.Errorf("%s: the file is\n%s", m, text)
		}
	}
	want := []string{
		"p.go:5 F: loop never entered: a < 3 => false && a < 3",
		"p.go:5 F: operator: < => <=",
		"p.go:5 F: constant: 3 => 4",
		"p.go:6 F: assignment removed: a++ => ",
		"p.go:7 F: call removed: g() => ",
		"p.go:8 F: call removed: g() => ",
		"p.go:11 F: operator: == => !=",
		"p.go:11 F: operator: && => ||",
		"p.go:11 F: constant: true => false",
		"p.go:12 F: case emptied: b = a => ",
		"p.go:12 F: assignment removed: b = a => _ = a",
		"p.go:14 F: operator: > => >=",
		"p.go:14 F: constant: 2 => 3",
	}
	if a, b := list[4].id(), list[5].id(); a != "p.go F: call removed: g()" || b != "p.go F: call removed: g() (2)" {
		t.Errorf("they are called %q and %q", a, b)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The same seed gives the same sample, which has each kind before it has one twice.
func TestSample(t *testing.T) {
	list, err := mutants("p.go", source)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, m := range list {
		kinds[m.kind] = true
	}
	seen := map[string]bool{}
	for _, m := range sample(list, len(kinds), 7) {
		if seen[m.kind] {
			t.Errorf("two of the kind %q", m.kind)
		}
		seen[m.kind] = true
	}
	if !slices.Equal(sample(list, 5, 7), sample(list, 5, 7)) {
		t.Error("the sample is not determined")
	}
	if slices.Equal(sample(list, 5, 7), sample(list, 5, 8)) {
		t.Error("the seed has no effect")
	}
}

// The tests of a small module kill what they notice, and leave the tree as it is.
func TestRun(t *testing.T) {
	dir := treetest.Dir(t, map[string]string{
		"go.mod":         "module example.com/m\n\ngo 1.26\n",
		"p/p.go":         "package p\n\nfunc Less(a, b int) bool { return a < b }\n\nfunc Unused(n int) int { return n + 1 }\n",
		"p/p_test.go":    "package p\n\nimport \"testing\"\n\nfunc TestLess(t *testing.T) {\n\tif Less(1, 1) {\n\t\tt.Error(\"1 < 1\")\n\t}\n}\n",
		"equivalent.txt": "# none\np/p.go Unused: constant: 1\tnobody asks\n",
	})
	before, err := os.ReadFile(filepath.Join(dir, "p/p.go"))
	if err != nil {
		t.Fatal(err)
	}
	o := options{root: dir, n: 10, tests: "./p", patience: 1e11, equivalent: filepath.Join(dir, "equivalent.txt"), packages: []string{"./p"}}
	var out strings.Builder
	if err := run(t.Context(), o, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"killed     p/p.go:3 Less: operator: < => <=\n",
		"survived   p/p.go:5 Unused: operator: + => -\n",
		"equivalent p/p.go:5 Unused: constant: 1 => 2\n",
		"1 of 2 mutants killed (50.0 %), 1 known to be equivalent, 0 could not be compiled; 3 possible\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	after, err := os.ReadFile(filepath.Join(dir, "p/p.go"))
	if err != nil {
		t.Fatal(err)
	}
	if string(after) != string(before) {
		t.Error("the tree was changed")
	}
}
