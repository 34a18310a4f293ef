package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever is wrong with some packages, the others are analyzed, and it is
// told which are not, and why.
func TestUnanalyzed(t *testing.T) {
	const broken = "package b\n\nvar x int = true\n"
	for _, tt := range []struct {
		name  string
		files map[string]string
		args  string // beside ./...
		said  string // above the findings
		why   string // in the summary
	}{
		{"type error", map[string]string{"b/b.go": broken},
			"", "b/b.go:3:13: cannot use true", "example.com/m/b (does not build)"},
		{"syntax error", map[string]string{"b/b.go": "package b\n\nfunc {\n"},
			"", "b/b.go:3:6: ", "example.com/m/b (does not build)"},
		{"imports what doesn't build", map[string]string{"b/b.go": broken, "c/c.go": "package c\n\nimport _ \"example.com/m/b\"\n"},
			"", "b/b.go:3:13: cannot use true", "example.com/m/b (does not build), example.com/m/c (imports example.com/m/b, which does not build)"},
		{"inner tests", map[string]string{"b/b.go": "package b\n", "b/b_test.go": broken},
			"", "b/b_test.go:3:13: cannot use true", "example.com/m/b (does not build)"},
		{"external tests", map[string]string{"b/b.go": "package b\n", "b/b_test.go": "package b_test\n\nvar x int = true\n"},
			"", "b/b_test.go:3:13: cannot use true", "example.com/m/b_test (does not build)"},
		{"tests import what doesn't build", map[string]string{"b/b.go": broken, "c/c.go": "package c\n", "c/c_test.go": "package c\n\nimport _ \"example.com/m/b\"\n"},
			"", "b/b.go:3:13: cannot use true", "example.com/m/b (does not build), example.com/m/c (imports example.com/m/b, which does not build)"},
		{"missing import", map[string]string{"b/b.go": "package b\n\nimport _ \"nosuch/pkg\"\n", "c/c.go": "package c\n\nimport _ \"example.com/m/b\"\n"},
			"", "b/b.go:3:8: package nosuch/pkg is not in std", "example.com/m/b (can't be loaded), example.com/m/c (can't be loaded)"},
		{"missing import of a test", map[string]string{"b/b.go": "package b\n", "b/b_test.go": "package b\n\nimport _ \"nosuch/pkg\"\n"},
			"", "b/b_test.go:3:8: package nosuch/pkg is not in std", "example.com/m/b (can't be loaded)"},
		{"analyzer", map[string]string{"b/b.go": "package b\n\nfunc Fail() {}\n"},
			"", "example.com/m/b: marks: asked to fail", "example.com/m/b (the analysis failed)"},
		{"analyzer, of external tests", map[string]string{"b/b.go": "package b\n", "b/b_test.go": "package b_test\n\nfunc Fail() {}\n", "c/c_test.go": "package c_test\n\nfunc Fail() {}\n"},
			"", "example.com/m/b_test: marks: asked to fail", "example.com/m/b_test (the analysis failed), example.com/m/c (the analysis failed)"},
		{"import cycle", map[string]string{"b/b.go": "package b\n\nimport _ \"example.com/m/c\"\n", "c/c.go": "package c\n\nimport _ \"example.com/m/b\"\n"},
			"", "import cycle not allowed", "example.com/m/b (can't be loaded), example.com/m/c (can't be loaded)"},
		{"not for this build", map[string]string{"b/b.go": "//go:build never\n\npackage b\n"},
			"./b", "build constraints exclude all Go files", "example.com/m/b (can't be loaded)"},
		{"no import path", map[string]string{"b c/b.go": "package b\n"},
			"", "malformed import path", "example.com/m/b c (can't be loaded)"},
		{"no package", map[string]string{"b/b.go": "package\n"},
			"", "b/b.go:1:9: expected 'IDENT'", "example.com/m/b (can't be loaded)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA})
			for name, content := range tt.files {
				writeFile(t, filepath.Join(r.dir, name), content)
			}
			got := r.streamvet(append(strings.Fields(tt.args), "./...")...)
			got.wantSaying(t, exitUnanalyzed, tt.said, foundA+"\n")
			if _, text := got.summary(); !strings.HasSuffix(text, ": 1 finding; not analyzed: "+tt.why) {
				t.Errorf("the summary is %s; want that %s are not analyzed", text, tt.why)
			}
		})
	}
}

// A package of another module is analyzed when it is named, also if it was
// looked at before, as a dependency.
func TestNamedAfterDependencyRun(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"go.mod":     "module example.com/m\n\ngo 1.25\n\nrequire example.com/dep v1.0.0\n\nreplace example.com/dep => ./dep\n",
		"b/b.go":     "package b\n\nimport _ \"example.com/dep\"\n",
		"dep/go.mod": "module example.com/dep\n\ngo 1.25\n",
		"dep/dep.go": "package dep\n\nfunc MarkDep() {}\n",
	})
	r.streamvet("./...").want(t, exitOK)
	for range 2 {
		got := r.streamvet("./...", "example.com/dep", "unsafe")
		got.want(t, exitFindings, "dep/dep.go:3:6: found MarkDep")
		if _, text := got.summary(); !strings.HasPrefix(text, "2 packages analyzed, ") {
			t.Errorf("the summary is %s", text)
		}
	}
}

// If nothing can be loaded, that is told as well.
func TestNothingLoads(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"go.mod": "modul example.com/m\n", "a/a.go": fileA})
	got := r.streamvet("-sarif=log.sarif", "./...")
	got.wantSaying(t, exitUnanalyzed, "go.mod:1: unknown directive: modul")
	if _, text := got.summary(); text != "0 packages analyzed: 0 findings; not analyzed: packages (can't be loaded)" {
		t.Errorf("the summary is %s", text)
	}
	if log := r.read("log.sarif"); !strings.Contains(log, "unknown directive: modul") {
		t.Errorf("the log has no word of it:\n%s", log)
	}
}

// What is wrong with flags and patterns is told in streamvet's words, and
// nothing else is.
func TestUsage(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA, "b/b.go": "package b\n\nvar x int = true\n", "c/c.go": "//go:build never\n\npackage c\n"})
	dir := realPath(r.dir)
	for _, tt := range []struct {
		args string
		said string
	}{
		{"-nosuch ./...", "unknown flag -nosuch"},
		{"./... -tags", "flag -tags needs a value"},
		{"-p=x ./...", `invalid value "x" for flag -p: parse error`},
		{"-race=x ./...", `invalid boolean value "x" for -race: parse error`},
		{"-C nowhere ./...", "flag -C: there is no directory nowhere"},
		{"./nowhere ./...", "stat " + filepath.Join(dir, "nowhere") + ": directory not found"},
		{"./nowhere/... ./a", "pattern ./nowhere/...: lstat ./nowhere/: no such file or directory"},
		{"nosuch/pkg", "package nosuch/pkg is not in std (" + goroot(t) + "/src/nosuch/pkg)"},
		{"./c", "build constraints exclude all Go files in " + filepath.Join(dir, "c")},
		{"./c/...", "./c/...: there are no packages"},
		{"-modules=every ./...", `flag -modules: "every" is none of work, all`},
	} {
		r.streamvet(strings.Fields(tt.args)...).want(t, exitUsage, "streamvet: "+tt.said, "Run 'streamvet -h' for help.")
	}
	// One pattern of several may match nothing.
	r.streamvet("./c/...", "./a/...").want(t, exitFindings, foundA, "streamvet: ./c/...: there are no packages")
}

func goroot(t *testing.T) string {
	t.Helper()
	r := &runner{t: t, dir: t.TempDir(), env: os.Environ()}
	return strings.TrimSpace(r.run("go", "env", "GOROOT").stdout)
}
