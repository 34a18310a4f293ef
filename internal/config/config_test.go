package config

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/severity"
	"github.com/streamvet/streamvet/internal/story"
	"github.com/streamvet/streamvet/internal/treetest"
)

// flags are like those of the analyzer.
func flags() *flag.FlagSet {
	fs := flag.NewFlagSet("streamvet", flag.ContinueOnError)
	fs.Bool("tests", true, "")
	fs.Bool(Flag, false, "")
	fs.Int("executions", 1000, "")
	fs.String("engine", "infer", "")
	return fs
}

func TestFind(t *testing.T) {
	dir := treetest.Dir(t, map[string]string{
		"above/.streamvet.json":          "",
		"above/repo/.git/HEAD":           "",
		"above/repo/m/go.mod":            "",
		"above/repo/m/.streamvet.json":   "",
		"above/repo/m/a/.streamvet.json": "", // of no module
		"above/repo/m/n/go.mod":          "",
		"above/repo/m/o/go.mod":          "",
		"above/repo/m/o/.streamvet.json": "",
		"above/repo/other/go.mod":        "",
		"none/.streamvet.json":           "",
	})
	for from, want := range map[string]string{
		"above/repo/m":     "above/repo/m",
		"above/repo/m/a":   "above/repo/m",
		"above/repo/m/n/b": "above/repo/m",
		"above/repo/m/o/b": "above/repo/m/o",
		"above/repo/other": "",
		"above/repo":       "",
		"none":             "none",
		"none/sub":         "",
	} {
		if want != "" {
			want = filepath.Join(dir, want, Name)
		}
		if got := Find(filepath.Join(dir, from)); got != want {
			t.Errorf("in %s, it is %q, want %q", from, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	for text, want := range map[string]Config{
		"{}": {},
		`{"$schema": "https://example.com/x", "baseline": "sub/base.txt", "tests": false, "executions": 7, "engine": "run"}`: {
			Baseline: "sub/base.txt", Flags: map[string]string{"tests": "false", "executions": "7", "engine": "run"},
		},
		`{"severity": {"assumed": "note", "certain": "warning"}}`: {
			Severity: severity.Scale{story.Assumed: severity.Note, story.Certain: severity.Warning},
		},
	} {
		dir := treetest.Dir(t, map[string]string{Name: text, "sub/base.txt": ""})
		want.File = filepath.Join(dir, Name)
		if want.Flags == nil {
			want.Flags = map[string]string{}
		}
		if want.Baseline != "" {
			want.Baseline = filepath.Join(dir, want.Baseline)
		}
		if got, err := Read(want.File, flags()); err != nil || !reflect.DeepEqual(*got, want) {
			t.Errorf("%s: read as %+v, %v; want %+v", text, got, err, want)
		}
	}
}

// Errors name the file, and what is wrong in it.
func TestReadErrors(t *testing.T) {
	for text, want := range map[string]string{
		"{\n\t\"tests\": false,\n}":        "line 3: invalid character '}'",
		"":                                 "EOF",
		"[]":                               "want an object",
		"{} {}":                            "more than one object",
		`{"test": false}`:                  `key "test": it is unknown; there are baseline, severity, engine, executions, tests`,
		`{"config": true}`:                 `key "config": it is unknown; there are baseline, severity, engine, executions, tests`,
		`{"tests": "false"}`:               `key "tests": want true or false`,
		`{"engine": true}`:                 `key "engine": want a text or a number`,
		`{"executions": null}`:             `key "executions": want a text or a number`,
		`{"severity": "error"}`:            "want an object with a level for each confidence",
		`{"severity": {"assumed": 1}}`:     `the level for "assumed" is not a text`,
		`{"severity": {"assumed": "low"}}`: `there is no level "low"`,
		`{"severity": {"sure": "error"}}`:  `there is no confidence "sure"`,
		`{"baseline": 1}`:                  `key "baseline": want the name of a file`,
		`{"baseline": "../base.txt"}`:      `key "baseline": want the name of a file in this directory or below`,
		`{"baseline": "/etc/passwd"}`:      `key "baseline": want the name of a file in this directory or below`,
		`{"baseline": "missing"}`:          "missing: no such file or directory",
		`{"baseline": "sub"}`:              "sub is not a regular file",
		`{"baseline": "link"}`:             "link is not a regular file",
		`{"baseline": "out/x"}`:            "out/x: path escapes from parent",
		`{"x": "` + strings.Repeat("x", maxSize) + `"}`: "too large",
	} {
		dir := treetest.Dir(t, map[string]string{Name: text, "sub/base.txt": ""})
		outside := treetest.Dir(t, map[string]string{"x": "a secret of four words\n"})
		for link, to := range map[string]string{"link": "sub/base.txt", "out": outside} {
			if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
				t.Fatal(err)
			}
		}
		file := filepath.Join(dir, Name)
		_, err := Read(file, flags())
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), file) {
			t.Errorf("%.40s: error is %v, want %s", text, err, want)
		}
	}
}

// A file that is none is not waited for.
func TestReadNoFile(t *testing.T) {
	dir := treetest.Dir(t, map[string]string{"sub/x": ""})
	if err := os.Symlink("/dev/zero", filepath.Join(dir, Name)); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(filepath.Join(dir, Name), flags()); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("error is %v", err)
	}
}

// Whatever a file holds, it is read or refused, and names nothing above its directory.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		`{"baseline": "a.txt", "tests": false}`, `{"executions": 12, "$schema": "x"}`, `{"baseline": "../a"}`, `{"config": true}`,
		`{"tests": "x"}`, `{} {}`, `[1]`, `{"baseline": "/etc/passwd"}`, "{\"a\": \n}", `{"baseline": null}`, ``,
	} {
		f.Add([]byte(text))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		file := filepath.Join(dir, Name)
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Read(file, flags())
		if err != nil {
			return
		}
		if rel, err := filepath.Rel(dir, c.Baseline); c.Baseline != "" && (err != nil || !filepath.IsLocal(rel)) {
			t.Errorf("the baseline is %q", c.Baseline)
		}
		if _, ok := c.Flags[Flag]; ok {
			t.Error("the file sets the flag that makes it count")
		}
	})
}
