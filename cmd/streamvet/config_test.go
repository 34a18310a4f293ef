package main

import (
	"errors"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/govet"
)

// The project's file holds for the command unless the command line says
// something else.
func TestConfig(t *testing.T) {
	const foundNew = "a/a.go:5:6: found MarkNew"
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go":          "package a\n\nfunc MarkOld() {}\n\nfunc MarkNew() {}\n",
		".streamvet.json": `{"$schema": "x", "baseline": "ci/accepted.txt"}`,
		"ci/accepted.txt": "mark example.com/m/a MarkOld -\n",
		"other.txt":       "mark example.com/m/a MarkNew -\nmark example.com/m/a MarkGone -\n",
		"other.json":      `{"baseline": "other.txt"}`,
		"wrong.json":      `{"tests": false}`,
	})
	const foundOld = "a/a.go:3:6: found MarkOld"
	const stale = "other.txt:2: nothing matches this entry any more: mark example.com/m/a MarkGone -"
	for _, tt := range []struct {
		args  string
		code  int
		lines []string
	}{
		{"./...", exitFindings, []string{foundNew}},
		{"-C a .", exitFindings, []string{"a.go:5:6: found MarkNew"}},
		{"-config=off ./...", exitFindings, []string{foundOld, foundNew}},
		{"-config other.json ./...", exitFindings, []string{foundOld, stale}},
		{"-C a -config ../other.json .", exitFindings, []string{"a.go:3:6: found MarkOld", "../" + stale}},
		{"-baseline other.txt ./...", exitFindings, []string{foundOld, stale}},
		{"-write-baseline=all.txt ./...", exitOK, []string{"streamvet: 2 findings written to all.txt"}},
		{"-config missing.json ./...", exitUsage, []string{"streamvet: reading the project's file: missing.json: no such file or directory"}},
		{"-config wrong.json ./...", exitUsage, []string{`streamvet: reading the project's file: wrong.json: key "tests": it is unknown; there are baseline, severity`}},
	} {
		r.streamvet(strings.Fields(tt.args)...).want(t, tt.code, tt.lines...)
	}
	// What is wrong is told before anything is analyzed.
	if err := os.Remove(filepath.Join(r.dir, "ci/accepted.txt")); err != nil {
		t.Fatal(err)
	}
	r.streamvet("-x", "./...").want(t, exitUsage, `streamvet: reading the project's file: `+filepath.Join(realPath(r.dir), ".streamvet.json")+
		`: key "baseline": `+filepath.Join(realPath(r.dir), "ci/accepted.txt")+": no such file or directory")
}

// Flags in the file come before those of the command line, in one order.
func TestConfigFlags(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, ".streamvet.json"), `{"tests": false, "debug": false}`)
	for args, want := range map[string][]string{
		"":                        {"-streamvet.debug=false", "-streamvet.tests=false"},
		"-tags=x":                 {"-tags=x", "-streamvet.debug=false", "-streamvet.tests=false"},
		"-streamvet.tests":        {"-streamvet.tests", "-streamvet.debug=false"},
		"-streamvet.tests=true":   {"-streamvet.tests=true", "-streamvet.debug=false"},
		"-config=off -streamvet.": nil,
	} {
		line, err := parse(strings.TrimSuffix(args, " -streamvet."))
		if err != nil {
			t.Fatal(err)
		}
		line.dir = dir
		if err := line.configure(analyzer.Analyzer); err != nil || !slices.Equal(line.flags, want) {
			t.Errorf("%q: flags %q, %v; want %q", args, line.flags, err, want)
		}
	}
	if _, err := parse("-streamvet.config"); err == nil {
		t.Error("the flag for other drivers is one of the command, too")
	}
}

// The language server leaves out what the baseline accepts, and keeps the error
// with which go vet has ended.
func TestConfigOfServer(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.go")
	writeFile(t, file, "package a\n\nfunc f() { s.Send(1) }\n\nfunc g() { s.Send(1) }\n")
	writeFile(t, filepath.Join(dir, ".streamvet.json"), `{"baseline": "accepted.txt"}`)
	writeFile(t, filepath.Join(dir, "accepted.txt"), "sendsend a f s.Send\n")
	line := &commandLine{dir: dir}
	if err := line.configure(analyzer.Analyzer); err != nil {
		t.Fatal(err)
	}
	find := func(n int) govet.Finding {
		return govet.Finding{Category: "sendsend", Package: "a", Pos: token.Position{Filename: file, Line: n, Column: 12}}
	}
	res := &govet.Result{Findings: []govet.Finding{find(3), find(5)}}
	if err := line.dropKnown(res); err != nil || len(res.Findings) != 1 || res.Findings[0].Pos.Line != 5 {
		t.Errorf("what is left is %+v, %v", res, err)
	}
	if err := os.Remove(filepath.Join(dir, "accepted.txt")); err != nil {
		t.Fatal(err)
	}
	if err := line.dropKnown(res); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without the baseline, the error is %v", err)
	}
}
