// Package install_test follows README.md to the letter, as somebody does
// who has nothing of streamvet but its name. The module comes from a
// module proxy that the test makes of this repository.
package install_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"

	"github.com/streamvet/streamvet/integration/fixture"
)

const (
	root    = "../.."
	version = "v0.9.9"
)

// proxy makes a module proxy that has streamvet alone, as the go command
// wants it on disk.
func proxy(t *testing.T) string {
	t.Helper()
	m := module.Version{Path: "github.com/streamvet/streamvet", Version: version}
	dir := t.TempDir()
	at := filepath.Join(dir, filepath.FromSlash(m.Path), "@v")
	if err := os.MkdirAll(at, 0o777); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(at, version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	// It fails if a file of the repository can't be part of a module.
	if err := errors.Join(zip.CreateFromDir(f, m, root), f.Close()); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		version + ".mod":  string(mod),
		version + ".info": fmt.Sprintf("{%q: %q}", "Version", version),
		"list":            version + "\n",
	} {
		if err := os.WriteFile(filepath.Join(at, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// setUp makes the go command take streamvet from the proxy of the test, and
// other modules from where they are.
func setUp(t *testing.T) {
	t.Helper()
	out, err := exec.Command("go", "env", "GOMODCACHE", "GOPROXY", "GONOSUMDB").Output()
	if err != nil {
		t.Fatal(err)
	}
	env := strings.Split(string(out), "\n")
	url := func(dir string) string { return "file://" + filepath.ToSlash(dir) }
	t.Setenv("GOPROXY", strings.Join([]string{url(proxy(t)), url(filepath.Join(env[0], "cache", "download")), env[1]}, ","))
	t.Setenv("GONOSUMDB", strings.Trim(env[2]+",github.com/streamvet/*", ","))
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Setenv("GOFLAGS", "-modcacherw") // for the end of the test
	t.Setenv("GOWORK", "off")
	bin := t.TempDir()
	t.Setenv("GOBIN", bin)
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
}

// sh runs a line of a page in a directory and returns what it prints.
func sh(t *testing.T, dir, line string) (text string, code int) {
	t.Helper()
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// commands returns the lines of code in a section of README.md that run
// something.
func commands(t *testing.T, section string) []string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(page), "\n## "+section+"\n")
	if !ok {
		t.Fatalf("README.md has no section %s", section)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	var list []string
	for line := range strings.Lines(text) {
		if code, ok := strings.CutPrefix(line, "    "); ok {
			list = append(list, strings.TrimSpace(code))
		}
	}
	return append(list, inline.FindAllString(text, -1)...)
}

var (
	inline        = regexp.MustCompile("go vet -vettool=[^`]*")
	lineOfFinding = regexp.MustCompile(`(?m)^(\S+\.go):(\d+):\d+: .* \[(\w+)\]$`)
)

func check(t *testing.T, text string, want []fixture.Finding) {
	t.Helper()
	var found []fixture.Finding
	for _, m := range lineOfFinding.FindAllStringSubmatch(text, -1) {
		line, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, fixture.Finding{File: m[1], Line: line, Category: m[3]})
	}
	fixture.Check(t, found, want)
}

func TestReadme(t *testing.T) {
	setUp(t)
	dir := fixture.Copy(t, "../testdata/chat")
	want := fixture.Expect(t, dir, "app", "client", "quiet")
	before, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}

	analyses := 0
	lines := append(commands(t, "Install"), "go run github.com/streamvet/streamvet/cmd/streamvet@latest ./...")
	for _, line := range lines {
		text, code := sh(t, dir, line)
		if strings.HasSuffix(line, " ./...") {
			analyses++
			if code != 1 {
				t.Errorf("%s: exit code %d\n%s", line, code, text)
			}
			check(t, text, want)
		} else if code != 0 {
			t.Fatalf("%s: exit code %d\n%s", line, code, text)
		}
	}
	if analyses != 4 {
		t.Errorf("of these commands %d ran streamvet, want 4:\n%s", analyses, strings.Join(lines, "\n"))
	}
	// The tool is in a file of its own.
	after, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if string(after) != string(before) {
		t.Errorf("go.mod has changed:\n%s", after)
	}

	if text, _ := sh(t, dir, "streamvet -version"); !strings.HasPrefix(text, "streamvet "+version+",") {
		t.Errorf("the version is %s", text)
	}
}
