package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A workspace with modules at its top, below and elsewhere, and one that is
// not in it.
func workspace() map[string]string {
	return map[string]string{
		"w/go.work":              "go 1.25\n\nuse (\n\t.\n\t./in\n\t./testdata/used\n\t../elsewhere\n)\n",
		"w/go.mod":               "module example.com/m\n\ngo 1.25\n",
		"w/a/a.go":               fileA,
		"w/in/go.mod":            "module example.com/in\n\ngo 1.25\n",
		"w/in/in.go":             "package in\n\nimport _ \"example.com/m/a\"\n\nfunc MarkIn() {}\n",
		"w/testdata/used/go.mod": "module example.com/used\n\ngo 1.25\n",
		"w/testdata/used/u.go":   "package used\n\nfunc MarkUsed() {}\n",
		"w/out/go.mod":           "module example.com/out\n\ngo 1.25\n",
		"w/out/out.go":           "package out\n\nfunc MarkOut() {}\n",
		"w/out/bad/bad.go":       "package bad\n\nvar x int = true\n",
		"elsewhere/go.mod":       "module example.com/elsewhere\n\ngo 1.25\n",
		"elsewhere/e.go":         "package elsewhere\n\nfunc MarkElsewhere() {}\n",
	}
}

// All modules of a workspace that are below a directory are meant by its
// pattern ./..., nested ones without one if asked for. What is left out is said.
func TestModules(t *testing.T) {
	const (
		foundIn    = "in/in.go:5:6: found MarkIn"
		foundUsed  = "testdata/used/u.go:3:6: found MarkUsed"
		foundOut   = "out/out.go:3:6: found MarkOut"
		bad        = "bad/bad.go:3:13: cannot use true (untyped bool constant) as int value in variable declaration"
		outIsLeft  = "nested module out (-modules=all analyzes them)"
		notBelow   = "module ../elsewhere (of the workspace, but not below this directory)"
		unanalyzed = "; not analyzed: example.com/out/bad (does not build)"
	)
	r := newRunner(t, asMarks, workspace())
	r.env = append(r.env, "GOWORK=")
	for _, tt := range []struct {
		args    string
		code    int
		lines   []string
		summary string // behind the number of findings
	}{
		{"-C w ./...", exitFindings, []string{foundA, foundIn, foundUsed}, "; left out: " + outIsLeft + ", " + notBelow},
		{"-C w ./in/...", exitFindings, []string{foundIn, foundA}, ""},
		{"-C w/in ./...", exitFindings, []string{"in.go:5:6: found MarkIn", "../a/a.go:3:6: found MarkA"}, ""},
		{"-C w -modules=all ./...", exitUnanalyzed, []string{foundA, foundIn, foundUsed, "streamvet: in out:", "# example.com/out/bad", bad, foundOut},
			unanalyzed + "; left out: " + notBelow},
		{"-C w/out -modules=all ./...", exitUnanalyzed, []string{"# example.com/out/bad", bad, "out.go:3:6: found MarkOut"}, unanalyzed},
	} {
		got := r.streamvet(strings.Fields(tt.args)...)
		got.want(t, tt.code, tt.lines...)
		_, text := got.summary()
		if _, text, _ := strings.Cut(text, " finding"); strings.TrimPrefix(text, "s") != tt.summary {
			t.Errorf("%s: the summary ends with %q, want %q", tt.args, text, tt.summary)
		}
	}
	r.streamvet("-C", "w", "./out/...").want(t, exitUsage, "streamvet: ./out/...: the module in out is not one of the workspace "+
		filepath.Join(realPath(r.dir), "w", "go.work")+" (-modules=all analyzes it, and so does GOWORK=off)", "Run 'streamvet -h' for help.")

	// A workspace inside of the other one is that of its modules.
	writeFile(t, filepath.Join(r.dir, "w/out/go.work"), "go 1.25\n\nuse (\n\t.\n\t./bad\n)\n")
	writeFile(t, filepath.Join(r.dir, "w/out/bad/go.mod"), "module example.com/out/bad\n\ngo 1.25\n")
	writeFile(t, filepath.Join(r.dir, "w/out/bad/bad.go"), "package bad\n")
	writeFile(t, filepath.Join(r.dir, "w/out/out.go"), "package out\n\nimport _ \"example.com/out/bad\"\n\nfunc MarkOut() {}\n")
	r.streamvet("-C", "w", "-modules=all", "./...").want(t, exitFindings, foundA, foundIn, foundUsed, "out/out.go:5:6: found MarkOut")
}

// Without a workspace, nested modules have requirements of their own. The
// directory itself may be in no module.
func TestNestedModules(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"go.mod":         "module example.com/m\n\ngo 1.25\n",
		"a/a.go":         fileA,
		"n/go.mod":       "module example.com/n\n\ngo 1.25\n\nrequire example.com/m v1.0.0\n\nreplace example.com/m => ../\n",
		"n/n.go":         "package n\n\nimport _ \"example.com/m/a\"\n\nfunc MarkN() {}\n",
		"n/empty/go.mod": "module example.com/empty\n",
	})
	const foundN = "n/n.go:5:6: found MarkN"
	r.env = append(r.env, "GOWORK=")
	r.streamvet("./...").want(t, exitFindings, foundA)
	r.streamvet("-modules=all", "./...").want(t, exitFindings, foundA, foundN)
	// Findings have places in all modules.
	r.streamvet("-modules=all", "-write-baseline=accepted.txt", "./...").want(t, exitOK, "streamvet: 2 findings written to accepted.txt")
	r.streamvet("-modules=all", "-baseline=accepted.txt", "./...").want(t, exitOK)
	r.streamvet("-baseline=accepted.txt", "./...").want(t, exitOK) // no entry of n is called stale

	if err := os.Remove(filepath.Join(r.dir, "go.mod")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(r.dir, "n/n.go"), "package n\n\nfunc MarkN() {}\n")
	r.streamvet("-modules=all", "./...").want(t, exitFindings, "n/n.go:3:6: found MarkN")
	r.streamvet("-C", "a", "-modules=all", "./...").want(t, exitUsage, "streamvet: ./...: there are no modules", "Run 'streamvet -h' for help.")
}
