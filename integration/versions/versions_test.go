// Package versions_test runs streamvet with each Go release that it
// supports.
package versions_test

import (
	"errors"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/integration/fixture"
)

var lineOfFinding = regexp.MustCompile(`(?m)^(\S+\.go):(\d+):\d+: .* \[(\w+)\]$`)

// run runs a command that reports findings, in a module, and returns them.
func run(t *testing.T, dir string, command ...string) []fixture.Finding {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Fatalf("%s ended with %v\n%s", strings.Join(command, " "), err, out)
	}
	var found []fixture.Finding
	for _, m := range lineOfFinding.FindAllStringSubmatch(string(out), -1) {
		line, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, fixture.Finding{File: strings.TrimPrefix(m[1], "./"), Line: line, Category: m[3]})
	}
	if found == nil {
		t.Errorf("nothing found in\n%s", out)
	}
	return found
}

func TestVersions(t *testing.T) {
	dir := fixture.Copy(t, "../testdata/chat")
	want := fixture.Expect(t, dir, "app", "client", "quiet")
	tools := make(map[string]string)
	for _, toolchain := range fixture.Toolchains {
		// Not in the subtest, whose temporary files don't outlive it.
		tools[toolchain] = filepath.Join(t.TempDir(), "streamvet")
		t.Run(toolchain, func(t *testing.T) {
			fixture.UseToolchain(t, toolchain)
			tool := tools[toolchain]
			if out, err := exec.Command("go", "build", "-C", "../..", "-o", tool, "./cmd/streamvet").CombinedOutput(); err != nil {
				t.Fatalf("go build: %v\n%s", err, out)
			}
			fixture.Check(t, run(t, dir, tool, "./..."), want)
			fixture.Check(t, run(t, dir, "go", "vet", "-vettool="+tool, "./..."), want)
		})
	}

	oldest, latest := fixture.Toolchains[0], fixture.Toolchains[len(fixture.Toolchains)-1]
	t.Run("newer streamvet", func(t *testing.T) {
		fixture.UseToolchain(t, oldest)
		fixture.Check(t, run(t, dir, tools[latest], "./..."), want)
	})
	t.Run("older streamvet", func(t *testing.T) {
		fixture.UseToolchain(t, latest)
		cmd := exec.Command(tools[oldest], "./...")
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 || strings.Count(string(out), "\n") != 1 ||
			!strings.Contains(string(out), "install streamvet again") {
			t.Errorf("it ended with %v and\n%s", err, out)
		}
	})
	// The go command is not asked before it starts: one word a package, and
	// nothing about the standard library.
	t.Run("older vet tool", func(t *testing.T) {
		fixture.UseToolchain(t, latest)
		cmd := exec.Command("go", "vet", "-vettool="+tools[oldest], "./client")
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 || strings.Count(string(out), "install streamvet again") != 1 ||
			strings.Contains(string(out), "internal/") {
			t.Errorf("it ended with %v and\n%s", err, out)
		}
	})
}
