package main

import (
	"maps"
	"strings"
	"testing"
)

// What the go command gets wrong about vet tools: see reportDependency.

const (
	foundA = "a/a.go:3:6: found MarkA"
	foundB = "b/b.go:5:6: found MarkB"

	fileA = "package a\n\nfunc MarkA() {}\n"
	fileB = "package b\n\nimport _ \"example.com/m/a\"\n\nfunc MarkB() {}\n"
)

// What a package reports doesn't depend on whether it has been analyzed
// as a dependency before.
func TestFindingsAfterDependencyRun(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		early bool // whether the run on b alone tells of a
	}{
		{"no tests", nil, true},
		{"external tests", map[string]string{
			"a/a_test.go": "package a_test\n",
		}, true},
		{"inner tests", map[string]string{
			"a/a_test.go": "package a\n",
		}, false},
		{"inner tests left out", map[string]string{
			"a/a_test.go":     "//go:build never\n\npackage a\n",
			"a/_a_test.go":    "package a\n",
			"a/a_bad_test.go": "package a_test\n",
		}, true},
		{"inner tests by tag", map[string]string{
			"a/a_test.go": "//go:build some\n\npackage a\n",
		}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{"a/a.go": fileA, "b/b.go": fileB}
			maps.Copy(files, tt.files)
			r := newRunner(t, asMarks, files)
			first := r.goVet("-tags=some", "./b")
			if early := strings.Contains(first.stderr, foundA); early != tt.early {
				t.Errorf("run on b alone tells of a: %v, want %v\n%s", early, tt.early, first.stderr)
			}
			for _, args := range [][]string{{"-tags=some", "./a"}, {"-tags=some", "./..."}, {"-tags=some", "./..."}} {
				got := r.goVet(args...)
				if n := strings.Count(got.stderr, foundA+"\n"); n != 1 || got.code != 1 {
					t.Errorf("go vet %s: %d times %q and exit code %d, want once and 1\n%s", args, n, foundA, got.code, got.stderr)
				}
			}
		})
	}
}

// Nothing is reported in modules that the user doesn't work in.
func TestNoFindingsInOtherModules(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"go.mod":     "module example.com/m\n\ngo 1.25\n\nrequire example.com/dep v1.0.0\n\nreplace example.com/dep => ./dep\n",
		"b/b.go":     "package b\n\nimport _ \"example.com/dep\"\n\nfunc MarkB() {}\n",
		"dep/go.mod": "module example.com/dep\n\ngo 1.25\n",
		"dep/dep.go": "package dep\n\nfunc MarkDep() {}\n",
	})
	r.streamvet("./...").want(t, 1, foundB)
}

// With -fix only packages that were named are rewritten.
func TestFixLeavesDependenciesAlone(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA, "b/b.go": fileB})
	r.goVet("-fix", "./b").want(t, 0)
	if got := r.read("a/a.go"); got != fileA {
		t.Errorf("a, which was not named, is now\n%s", got)
	}
	if got := r.read("b/b.go"); !strings.Contains(got, "func DoneB") {
		t.Errorf("b, which was named, is now\n%s", got)
	}
	// And a's fix is not lost by having been a dependency.
	r.goVet("-fix", "./a").want(t, 0)
	if got := r.read("a/a.go"); !strings.Contains(got, "func DoneA") {
		t.Errorf("a, now named, is\n%s", got)
	}
}

func TestFixDiff(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA})
	got := r.goVet("-fix", "-diff", "./...")
	if got.code != 1 || !strings.Contains(got.stdout, "+func DoneA()") {
		t.Errorf("exit code %d, want 1 and a diff:\n%s%s", got.code, got.stdout, got.stderr)
	}
	if r.read("a/a.go") != fileA {
		t.Error("-diff changed the file")
	}
}

// "go vet -vettool= ./..." runs go's own checks and succeeds. As an
// argument of ours it is an error.
func TestEmptyVettool(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA})
	for _, args := range [][]string{{"-vettool=", "./..."}, {"-vettool", "", "./..."}, {"./...", "--vettool=x"}} {
		r.streamvet(args...).wantSaying(t, exitUsage, "streamvet is the tool itself")
	}
}

// A package that is built once more for the tests of another reports its
// findings once, and those tests report theirs.
func TestBuiltOnceMoreForTests(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go":      "package a\n",
		"a/a_test.go": "package a\n\nfunc MarkInner() {}\n",
		"a/x_test.go": "package a_test\n\nimport (\n\t_ \"example.com/m/a\"\n\t_ \"example.com/m/c\"\n)\n\nfunc MarkOuter() {}\n",
		"b/b.go":      "package b\n\nimport _ \"example.com/m/a\"\n\nfunc MarkB() {}\n",
		"c/c.go":      "package c\n\nimport _ \"example.com/m/b\"\n\nfunc MarkC() {}\n",
	})
	for range 2 {
		r.streamvet("./...").want(t, 1,
			"a/a_test.go:3:6: found MarkInner",
			"a/x_test.go:8:6: found MarkOuter",
			foundB,
			"c/c.go:5:6: found MarkC",
		)
	}
}
