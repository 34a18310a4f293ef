// Package golangci_test runs golangci-lint with streamvet in it.
package golangci_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/integration/fixture"
)

const page = "../../docs/golangci-lint.md"

// A linter is a golangci-lint with a cache of its own.
type linter struct {
	binary, cache string
}

// An issue is what golangci-lint prints of a finding.
type issue struct {
	FromLinter string
	Text       string
	Pos        struct {
		Filename string
		Line     int
	}
}

// run runs streamvet alone, among golangci-lint's linters, in the module
// dir. It returns the issues, and what was printed to the standard error.
func (l *linter) run(t *testing.T, dir string, args ...string) ([]issue, string) {
	t.Helper()
	issues, stderr, err := l.try(t, dir, args...)
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		t.Fatalf("golangci-lint: %v\n%s", err, stderr)
	}
	if (err != nil) != (len(issues) > 0) {
		t.Errorf("golangci-lint ended with %v, and %d issues", err, len(issues))
	}
	return issues, stderr
}

func (l *linter) try(t *testing.T, dir string, args ...string) ([]issue, string, error) {
	t.Helper()
	args = append([]string{"run", "--enable-only=streamvet", "--output.json.path=stdout", "--show-stats=false"}, args...)
	cmd := exec.Command(l.binary, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+l.cache, "GL_DEBUG=goanalysis/issues/cache")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	runErr := cmd.Run()
	var report struct{ Issues []issue }
	if stdout.Len() > 0 {
		if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
			t.Fatalf("%v in %s", err, &stdout)
		}
	}
	return report.Issues, stderr.String(), runErr
}

var category = regexp.MustCompile(` \[(\w+)\]$`)

// findings checks that all issues are streamvet's and returns their places.
func findings(t *testing.T, issues []issue) []fixture.Finding {
	t.Helper()
	var list []fixture.Finding
	for _, i := range issues {
		m := category.FindStringSubmatch(i.Text)
		if i.FromLinter != "streamvet" || m == nil {
			t.Errorf("unexpected issue: %+v", i)
			continue
		}
		list = append(list, fixture.Finding{File: filepath.ToSlash(i.Pos.Filename), Line: i.Pos.Line, Category: m[1]})
	}
	return list
}

func TestGolangciLint(t *testing.T) {
	lint := &linter{fixture.Build(t, ".", "./cmd/golangci-lint", "-trimpath"), t.TempDir()}
	config := fixture.Snippet(t, page, `version: "2"`)
	withSettings := func(settings string) string {
		const last = "        original-url: https://github.com/streamvet/streamvet\n"
		return strings.Replace(config, last, last+"        settings:\n          "+settings+"\n", 1)
	}
	newModule := func(t *testing.T, config string) string {
		dir := fixture.Copy(t, "../testdata/chat")
		if err := os.WriteFile(filepath.Join(dir, ".golangci.yml"), []byte(config), 0o666); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	dir := newModule(t, config)

	// The package quiet has an overlap, and a //nolint:streamvet.
	t.Run("findings", func(t *testing.T) {
		issues, _ := lint.run(t, dir, "./...")
		fixture.Check(t, findings(t, issues), fixture.Expect(t, dir, "app", "client"))

		// Nothing of a finding but its message gets through, so that
		// has to name the other places.
		for _, i := range issues {
			if i.Pos.Filename != "client/client.go" || !strings.HasSuffix(i.Text, "[sendsend]") {
				continue
			}
			for _, mark := range []string{"// spawn: sendsend", "// other: sendsend"} {
				place := fmt.Sprintf("client.go:%d", fixture.Line(t, filepath.Join(dir, "client/client.go"), mark))
				if !strings.Contains(i.Text, place) {
					t.Errorf("the message does not name %s (%s): %s", place, mark, i.Text)
				}
			}
		}
	})

	t.Run("cache", func(t *testing.T) {
		issues, log := lint.run(t, dir, "./...")
		fixture.Check(t, findings(t, issues), fixture.Expect(t, dir, "app", "client"))
		if !strings.Contains(log, "analyzing 0/6 packages") {
			t.Errorf("a second run analyzed packages again:\n%s", log)
		}
	})

	// The finding in app follows from what heartbeat.Start does.
	t.Run("facts", func(t *testing.T) {
		dir := newModule(t, config)
		issues, _ := lint.run(t, dir, "./app")
		fixture.Check(t, findings(t, issues), fixture.Expect(t, dir, "app"))

		fixture.Replace(t, filepath.Join(dir, "heartbeat/heartbeat.go"), "go func() {", "func() {")
		issues, _ = lint.run(t, dir, "./app")
		fixture.Check(t, findings(t, issues), nil)
	})

	t.Run("nolint", func(t *testing.T) {
		dir := newModule(t, config)
		fixture.Replace(t, filepath.Join(dir, "quiet/quiet.go"), "//nolint:streamvet ", "")
		issues, _ := lint.run(t, dir, "./quiet")
		fixture.Check(t, findings(t, issues), fixture.Expect(t, dir, "quiet"))
	})

	// The project's file names a baseline. What golangci-lint keeps is not
	// what it shows once that has changed.
	t.Run("baseline", func(t *testing.T) {
		dir := newModule(t, config)
		streamvet := fixture.Build(t, "../..", "./cmd/streamvet")
		accept := exec.Command(streamvet, "-C", dir, "-write-baseline=base.txt", "./...")
		if out, err := accept.CombinedOutput(); err != nil {
			t.Fatalf("streamvet -write-baseline: %v\n%s", err, out)
		}
		base := filepath.Join(dir, "base.txt")
		entries, err := os.ReadFile(base)
		if err != nil {
			t.Fatal(err)
		}
		write := func(name, text string) {
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		write(filepath.Join(dir, ".streamvet.json"), `{"baseline": "base.txt"}`)
		for _, accepted := range []bool{true, false, true} {
			write(base, "")
			want := fixture.Expect(t, dir, "app", "client")
			if accepted {
				write(base, string(entries))
				want = nil
			}
			issues, _ := lint.run(t, dir, "./...")
			fixture.Check(t, findings(t, issues), want)
		}
	})

	// There is no edit that surely repairs an overlap: the files stay.
	t.Run("fix", func(t *testing.T) {
		before, err := os.ReadFile(filepath.Join(dir, "client/client.go"))
		if err != nil {
			t.Fatal(err)
		}
		issues, _ := lint.run(t, dir, "--fix", "./client")
		fixture.Check(t, findings(t, issues), fixture.Expect(t, dir, "client"))
		after, err := os.ReadFile(filepath.Join(dir, "client/client.go"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(before, after) {
			t.Errorf("--fix changed the file:\n%s", after)
		}
	})

	// By default golangci-lint shows one issue a line.
	t.Run("beside errcheck", func(t *testing.T) {
		dir := newModule(t, config)
		fixture.Replace(t, filepath.Join(dir, "client/client.go"), `_ = stream.Send(chat.Text("hello"))`, `stream.Send(chat.Text("hello"))`)
		issues, _ := lint.run(t, dir, "--enable-only=errcheck", "./client")
		before := len(issues)
		issues = slices.DeleteFunc(issues, func(i issue) bool { return i.FromLinter == "errcheck" })
		if before != len(issues)+1 {
			t.Errorf("errcheck has %d issues, want 1", before-len(issues))
		}
		fixture.Check(t, findings(t, issues), fixture.Expect(t, dir, "client"))
	})

	t.Run("custom", func(t *testing.T) { testCustom(t, lint, config) })

	t.Run("settings", func(t *testing.T) {
		for _, test := range []struct {
			config string
			want   []string // packages
		}{
			{config, []string{"client"}},
			{withSettings("tests: false"), nil},
		} {
			dir := newModule(t, test.config)
			client := filepath.Join(dir, "client/client")
			if err := os.Rename(client+".go", client+"_test.go"); err != nil {
				t.Fatal(err)
			}
			issues, _ := lint.run(t, dir, "./client")
			fixture.Check(t, findings(t, issues), fixture.Expect(t, dir, test.want...))
		}
	})

	t.Run("unknown setting", func(t *testing.T) {
		dir := newModule(t, withSettings("no-such-setting: true"))
		_, stderr, err := lint.try(t, dir, "./client")
		if err == nil || !strings.Contains(stderr, "no-such-setting") {
			t.Errorf("ended with %v and no word about the setting:\n%s", err, stderr)
		}
	})
}

// TestDocumentedMain keeps the program that the documentation tells users
// to build the same as the one that is tested here.
func TestDocumentedMain(t *testing.T) {
	doc := fixture.Snippet(t, page, "// Command golangci-lint is golangci-lint with streamvet in it.")
	main, err := os.ReadFile("cmd/golangci-lint/main.go")
	if err != nil {
		t.Fatal(err)
	}
	if doc != string(main) {
		t.Errorf("%s has another program than cmd/golangci-lint/main.go", page)
	}
}
