// Package ci_test runs what docs/ci.md tells users to copy, as far as the
// tools that it is for can be had as Go modules.
package ci_test

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
	"strconv"
	"strings"
	"testing"

	"github.com/itchyny/gojq"
	"gopkg.in/yaml.v3"

	"github.com/streamvet/streamvet/integration/fixture"
)

const page = "../../docs/ci.md"

// run runs a command that has to end with an exit code, and returns what it
// prints to standard output and to standard error.
func run(t *testing.T, dir string, stdin []byte, code int, command ...string) (stdout, stderr string) {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	cmd.Stdin = bytes.NewReader(stdin)
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || cmd.ProcessState.ExitCode() != code {
		t.Fatalf("%s ended with %v, want exit code %d\n%s%s", strings.Join(command, " "), err, code, &out, &errs)
	}
	return out.String(), errs.String()
}

// all returns all findings of the module at dir: a comment for
// golangci-lint means nothing here.
func all(t *testing.T, dir string) []fixture.Finding {
	return fixture.Expect(t, dir, "app", "client", "quiet")
}

// log returns a SARIF log of the module at dir.
func log(t *testing.T, dir string) []byte {
	t.Helper()
	streamvet := fixture.Build(t, "../..", "./cmd/streamvet")
	text, _ := run(t, dir, nil, 1, streamvet, "-sarif=-", "./...")
	return []byte(text)
}

// GitHub shows the lines that the problem matcher reads: each finding
// once, and none of the lines about the places that belong to it.
func TestProblemMatcher(t *testing.T) {
	var doc struct {
		ProblemMatcher []struct {
			Pattern []struct {
				Regexp                            string
				File, Line, Column, Message, Code int
			}
		}
	}
	matcher, err := os.ReadFile("../../.github/action/matcher.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(matcher, &doc); err != nil {
		t.Fatal(err)
	}
	p := doc.ProblemMatcher[0].Pattern[0]
	pattern, err := regexp.Compile(p.Regexp)
	if err != nil {
		t.Fatal(err)
	}

	dir := fixture.Copy(t, "../testdata/chat")
	// The comment is malformed: that is a finding of its own category.
	quiet := filepath.Join(dir, "quiet/quiet.go")
	fixture.Replace(t, quiet, "go func() {", "//streamvet:ignore sendsend\n\tgo func() {")
	want := append(all(t, dir),
		fixture.Finding{File: "quiet/quiet.go", Line: fixture.Line(t, quiet, "//streamvet:ignore"), Category: "directive"})
	slices.SortFunc(want, fixture.Finding.Compare)

	_, text := run(t, dir, nil, 1, fixture.Build(t, "../..", "./cmd/streamvet"), "./...")
	var got []fixture.Finding
	for line := range strings.Lines(text) {
		m := pattern.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil {
			continue
		}
		n, err := strconv.Atoi(m[p.Line])
		if err != nil {
			t.Fatal(err)
		}
		if m[p.Message] == "" || m[p.Column] == "" {
			t.Errorf("the matcher reads no message or column in %s", line)
		}
		got = append(got, fixture.Finding{File: m[p.File], Line: n, Category: m[p.Code]})
	}
	fixture.Check(t, got, want)
}

var jqProgram = regexp.MustCompile(`(?s)\bjq '(.*?)' streamvet\.sarif`)

// The code quality report for GitLab has what GitLab asks for. The test
// has another implementation of jq.
func TestCodeQuality(t *testing.T) {
	m := jqProgram.FindStringSubmatch(fixture.Snippet(t, page, "  script:"))
	if m == nil {
		t.Fatal("no jq program in the snippet for GitLab")
	}
	query, err := gojq.Parse(m[1])
	if err != nil {
		t.Fatal(err)
	}
	dir := fixture.Copy(t, "../testdata/chat")
	var input any
	if err := json.Unmarshal(log(t, dir), &input); err != nil {
		t.Fatal(err)
	}
	value, ok := query.Run(input).Next()
	if err, isErr := value.(error); isErr || !ok {
		t.Fatalf("the jq program ends with %v", err)
	}
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var report []struct {
		CheckName   string `json:"check_name"`
		Description string
		Fingerprint string
		Severity    string
		Location    struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	var got []fixture.Finding
	seen := make(map[string]bool)
	for _, r := range report {
		got = append(got, fixture.Finding{File: r.Location.Path, Line: r.Location.Lines.Begin, Category: r.CheckName})
		if r.Description == "" || strings.Contains(r.Description, "\n") || r.Severity != "major" {
			t.Errorf("severity %q, description %q", r.Severity, r.Description)
		}
		if r.Fingerprint == "" || seen[r.Fingerprint] {
			t.Errorf("fingerprint %q is empty or not unique", r.Fingerprint)
		}
		seen[r.Fingerprint] = true
	}
	fixture.Check(t, got, all(t, dir))
}

// reviewdog reads the log, fails on what it finds, and with
// -filter-mode=added does so only for lines that were added.
func TestReviewdog(t *testing.T) {
	const command = "reviewdog -f=sarif -name=streamvet -reporter=github-pr-review -filter-mode=added -fail-level=error"
	if workflow := fixture.Snippet(t, page, "name: reviewdog"); !strings.Contains(workflow, command+" < streamvet.sarif") {
		t.Fatalf("the workflow for reviewdog doesn't run %s:\n%s", command, workflow)
	}
	reviewdog := fixture.Build(t, ".", "github.com/reviewdog/reviewdog/cmd/reviewdog")
	dir := fixture.Copy(t, "../testdata/chat")
	git := func(args ...string) {
		t.Helper()
		run(t, dir, nil, 0, append([]string{"git", "-c", "user.name=test", "-c", "user.email=test@example.com"}, args...)...)
	}
	git("init", "-q", "-b", "main")
	git("add", "-A")
	git("commit", "-q", "-m", "test")
	client := filepath.Join(dir, "client/client.go")
	fixture.Replace(t, client, `"hello"`, `"hello, you"`)

	// A reporter for GitHub needs GitHub.
	args := strings.Fields(strings.Replace(command, "github-pr-review", "local", 1))[1:]
	check := func(want []fixture.Finding, args ...string) {
		t.Helper()
		text, _ := run(t, dir, log(t, dir), 1, append([]string{reviewdog}, args...)...)
		var got []fixture.Finding
		for dec := json.NewDecoder(strings.NewReader(text)); dec.More(); {
			var result struct {
				RuleID    string
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
				}
			}
			if err := dec.Decode(&result); err != nil {
				t.Fatal(err)
			}
			at := result.Locations[0].PhysicalLocation
			got = append(got, fixture.Finding{File: at.ArtifactLocation.URI, Line: at.Region.StartLine, Category: result.RuleID})
		}
		fixture.Check(t, got, want)
	}
	changed := fixture.Finding{File: "client/client.go", Line: fixture.Line(t, client, "hello, you"), Category: "sendsend"}
	check([]fixture.Finding{changed}, append(args, "-diff=git diff HEAD")...)
	check(all(t, dir), append(args, "-filter-mode=nofilter")...)
}

// actionlint knows what GitHub takes for a workflow.
func TestWorkflows(t *testing.T) {
	actionlint := fixture.Build(t, ".", "github.com/rhysd/actionlint/cmd/actionlint")
	dir := t.TempDir()
	var files []string
	for i, workflow := range []string{
		fixture.Snippet(t, page, "name: streamvet"),
		fixture.Snippet(t, page, "name: streamvet in pull requests"),
		fixture.Snippet(t, page, "name: reviewdog"),
		fixture.Snippet(t, "../../docs/code-scanning.md", "name: streamvet"),
	} {
		files = append(files, filepath.Join(dir, fmt.Sprintf("%d.yml", i)))
		if err := os.WriteFile(files[i], []byte(workflow), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	// In the repository, it also looks at the action that a workflow uses. It would
	// run other tools where they are installed.
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, workflow := range []string{"ci.yml", "streamvet.yml"} {
		files = append(files, filepath.Join(root, ".github", "workflows", workflow))
	}
	run(t, root, nil, 0, slices.Concat([]string{actionlint, "-shellcheck=", "-pyflakes="}, files)...)
}

// What pre-commit does with a hook that is written in Go: it installs the
// commands of the repository, and runs the hook's entry with its
// arguments.
func TestPreCommitHook(t *testing.T) {
	const root = "../.."
	text, err := os.ReadFile(filepath.Join(root, ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct {
		ID, Entry, Language string
		Args, Types         []string
		PassFilenames       bool `yaml:"pass_filenames"`
	}
	if err := yaml.Unmarshal(text, &hooks); err != nil {
		t.Fatal(err)
	}
	if len(hooks) != 1 || hooks[0].Language != "golang" || hooks[0].PassFilenames || !slices.Equal(hooks[0].Types, []string{"go"}) {
		t.Fatalf("hooks are %+v", hooks)
	}
	hook := hooks[0]
	if config := fixture.Snippet(t, page, "repos:"); !strings.Contains(config, "- id: "+hook.ID+"\n") {
		t.Errorf("the documentation has another hook than %s:\n%s", hook.ID, config)
	}

	bin := t.TempDir()
	t.Setenv("GOBIN", bin)
	run(t, root, nil, 0, "go", "install", "./...")
	dir := fixture.Copy(t, "../testdata/chat")
	entry := filepath.Join(bin, hook.Entry)
	_, got := run(t, dir, nil, 1, append([]string{entry}, hook.Args...)...)
	for _, f := range all(t, dir) {
		if place := fmt.Sprintf("%s:%d:", f.File, f.Line); !strings.Contains(got, place) {
			t.Errorf("the hook says nothing of %s:\n%s", f, got)
		}
	}
}
