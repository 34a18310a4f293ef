package golangci_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/integration/fixture"
)

// testCustom lets golangci-lint build a golangci-lint with streamvet, as
// the documentation says, but for two things: its repository is made of
// what the module proxy has of it, and streamvet comes from this
// repository.
func testCustom(t *testing.T, lint *linter, config string) {
	repo := t.TempDir()
	source := output(t, ".", nil, "go", "list", "-m", "-f={{.Dir}}", "github.com/golangci/golangci-lint/v2")
	if err := os.CopyFS(repo, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	output(t, repo, nil, "git", "init", "-q")
	output(t, repo, nil, "git", "add", "-A", "-f", ".")
	output(t, repo, nil, "git", "-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-q", "-m", "test")
	output(t, repo, nil, "git", "tag", "v2.15.0")

	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := fixture.Copy(t, "../testdata/chat")
	custom := fixture.Snippet(t, page, "version: v2.15.0")
	for name, text := range map[string]string{
		".custom-gcl.yml": strings.Replace(custom, "version: latest", "path: "+root, 1),
		".golangci.yml":   config,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	output(t, dir, []string{
		"GIT_CONFIG_COUNT=1",
		"GIT_CONFIG_KEY_0=url." + repo + ".insteadOf",
		"GIT_CONFIG_VALUE_0=https://github.com/golangci/golangci-lint.git",
		// It builds in a temporary directory. The go command finds what it
		// has compiled before only if the names of files don't count.
		"GOFLAGS=-trimpath " + os.Getenv("GOFLAGS"),
	}, lint.binary, "custom")

	built := &linter{filepath.Join(dir, "streamvet-gcl"), t.TempDir()}
	issues, _ := built.run(t, dir, "./client")
	fixture.Check(t, findings(t, issues), fixture.Expect(t, dir, "client"))
}

// output runs a command and returns what it prints, without a last newline.
func output(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, &stderr)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// The file for users is the one that the documentation shows.
func TestCustomFile(t *testing.T) {
	file, err := os.ReadFile("../../.custom-gcl.yml")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(file)) {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	if doc := fixture.Snippet(t, page, "version: v2.15.0"); doc != strings.Join(lines, "") {
		t.Errorf(".custom-gcl.yml has\n%s\nand the documentation has\n%s", strings.Join(lines, ""), doc)
	}
}
