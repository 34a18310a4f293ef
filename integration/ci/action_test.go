package ci_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/streamvet/streamvet/integration/fixture"
)

// The script of the action gets what action.yml hands to it, tells GitHub what to
// show, and ends as it is asked to.
func TestAction(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct{ Default string }
		Runs   struct {
			Steps []struct {
				ID, Run string
				Env     map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	step := action.Runs.Steps[len(action.Runs.Steps)-1]
	input := regexp.MustCompile(`^\$\{\{ inputs\.([a-z-]+) \}\}$`)

	for _, tt := range []struct {
		name   string
		inputs map[string]string
		code   int
		said   string // the exit code that is put out
	}{
		{"findings", map[string]string{"sarif": "log.sarif", "html": "page.html"}, 1, "1"},
		{"findings, which are no failure", map[string]string{"fail-on-findings": "false", "args": "-tags=some  -streamvet.tests=false"}, 0, "1"},
		{"nothing", map[string]string{"packages": ". ./heartbeat"}, 0, "0"},
		{"usage", map[string]string{"args": "-no-such-flag"}, 2, "2"},
		{"no shell", map[string]string{"packages": "./fixed$(touch hacked) `touch hacked`; touch hacked"}, 2, "2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, temp := fixture.Copy(t, "../testdata/chat"), t.TempDir()
			out, summary := filepath.Join(temp, "output"), filepath.Join(temp, "summary")
			for name, value := range step.Env {
				m := input.FindStringSubmatch(value)
				if m == nil {
					t.Fatalf("%s is %s", name, value)
				}
				in, ok := action.Inputs[m[1]]
				if !ok {
					t.Fatalf("there is no input %s", m[1])
				}
				if given, ok := tt.inputs[m[1]]; ok {
					in.Default = given
				}
				t.Setenv(name, in.Default)
			}
			for name, value := range map[string]string{
				"GITHUB_ACTION_PATH": root, "RUNNER_TEMP": temp, "GITHUB_OUTPUT": out, "GITHUB_STEP_SUMMARY": summary,
			} {
				t.Setenv(name, value)
			}
			stdout, stderr := run(t, dir, nil, tt.code, "bash", "-c", step.Run)
			if want := "::add-matcher::" + root + "/.github/action/matcher.json\n"; !strings.Contains(stdout, want) {
				t.Errorf("standard output is\n%s", stdout)
			}
			if got := read(t, out); got != "exit-code="+tt.said+"\n" {
				t.Errorf("the output is %q", got)
			}
			report := read(t, summary)
			if tt.said != "1" {
				if report != "" {
					t.Errorf("the summary is\n%s", report)
				}
			} else if !strings.Contains(stderr, "[sendsend]\n") || !strings.HasPrefix(report, "### streamvet\n\n    error[sendsend]: ") {
				t.Errorf("standard error is\n%s\nthe summary is\n%s", stderr, report)
			}
			for _, file := range []string{"sarif", "html"} {
				if name := tt.inputs[file]; name != "" && read(t, filepath.Join(dir, name)) == "" {
					t.Errorf("there is no %s", name)
				}
			}
			if _, err := os.Stat(filepath.Join(dir, "hacked")); err == nil {
				t.Error("an input is run by the shell")
			}
		})
	}
}

// read returns the content of a file, or nothing if there is none.
func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}
