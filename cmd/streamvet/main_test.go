package main

import (
	"bytes"
	"errors"
	"go/ast"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/analyzer"
	"golang.org/x/tools/go/analysis"
)

// The test binary is streamvet itself if this is in its environment: with
// its own analyzer, or with one that needs no gRPC to have something to
// report.
const (
	asStreamvet = "STREAMVET_TEST_AS"
	asReal      = "streamvet"
	asMarks     = "marks"
)

func TestMain(m *testing.M) {
	switch os.Getenv(asStreamvet) {
	case asReal:
		run(os.Args[1:], analyzer.Analyzer)
	case asMarks:
		run(os.Args[1:], marks)
	}
	os.Exit(m.Run())
}

// marks reports each function whose name starts with Mark, and suggests
// to call it Done instead. It fails where there is a function named Fail.
var marks = &analysis.Analyzer{
	Name: "marks",
	Doc:  "marks: report functions whose name starts with Mark",
	Run: func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			for _, decl := range file.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				if ok && fn.Name.Name == "Fail" {
					return nil, errors.New("asked to fail")
				}
				if !ok || !strings.HasPrefix(fn.Name.Name, "Mark") {
					continue
				}
				pos := fn.Name.Pos()
				edit := analysis.TextEdit{Pos: pos, End: pos + 4, NewText: []byte("Done")}
				pass.Report(analysis.Diagnostic{
					Pos:            pos,
					End:            fn.Name.End(),
					Category:       "mark",
					Message:        "found " + fn.Name.Name,
					SuggestedFixes: []analysis.SuggestedFix{{Message: "rename", TextEdits: []analysis.TextEdit{edit}}},
				})
			}
		}
		return nil, nil
	},
	FactTypes: []analysis.Fact{new(seen)}, // so that dependencies are visited
}

type seen struct{}

func (*seen) AFact() {}

// A runner runs commands in the directory of a module made for one test. The go
// command's cache has what the compiler has made of the standard library, and nothing
// about that directory.
type runner struct {
	t   *testing.T
	dir string
	env []string
}

// newRunner writes the files, and makes a module of them unless they have
// a go.mod. The analyzer is named by one of the constants above.
func newRunner(t *testing.T, analyzer string, files map[string]string) *runner {
	t.Helper()
	dir := t.TempDir()
	if _, ok := files["go.mod"]; !ok {
		writeFile(t, filepath.Join(dir, "go.mod"), "module example.com/m\n\ngo 1.25\n")
	}
	for name, content := range files {
		writeFile(t, filepath.Join(dir, name), content)
	}
	return &runner{t: t, dir: dir, env: append(os.Environ(),
		asStreamvet+"="+analyzer,
		"GOFLAGS=",
		"GOPROXY=off",
		"GOWORK=off",
	)}
}

func writeFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func (r *runner) read(name string) string {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.dir, name))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(data)
}

// An outcome is how a command ended.
type outcome struct {
	code           int
	stdout, stderr string
}

// streamvet runs streamvet by itself.
func (r *runner) streamvet(args ...string) outcome {
	r.t.Helper()
	return r.run(self(r.t), args...)
}

// goVet runs it as a vet tool.
func (r *runner) goVet(args ...string) outcome {
	r.t.Helper()
	return r.run("go", append([]string{"vet", "-vettool=" + self(r.t)}, args...)...)
}

func self(t *testing.T) string {
	t.Helper()
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func (r *runner) run(name string, args ...string) outcome {
	r.t.Helper()
	cmd := exec.CommandContext(r.t.Context(), name, args...)
	cmd.Dir, cmd.Env = r.dir, r.env
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		r.t.Fatal(err)
	}
	return outcome{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// summary splits standard error into the summary, which is the last line if
// packages were analyzed, and what is above it.
func (o outcome) summary() (above, summary string) {
	lines := strings.TrimSuffix(o.stderr, "\n")
	i := strings.LastIndexByte(lines, '\n') + 1
	if text, ok := strings.CutPrefix(lines[i:], "streamvet: "); ok && strings.Contains(text, " analyzed") {
		return o.stderr[:i], text
	}
	return o.stderr, ""
}

// want fails the test unless the command ended with this exit code, and
// printed exactly these lines on standard error, in any order, and maybe a
// summary.
func (o outcome) want(t *testing.T, code int, lines ...string) {
	t.Helper()
	if o.code != code {
		t.Errorf("exit code %d, want %d", o.code, code)
	}
	rest, _ := o.summary()
	for _, line := range lines {
		before, after, ok := strings.Cut(rest, line+"\n")
		if !ok {
			t.Errorf("no line %q", line)
		}
		rest = before + after
	}
	if rest != "" {
		t.Errorf("not expected:\n%s", rest)
	}
	if t.Failed() {
		t.Logf("standard output:\n%s", o.stdout)
		t.Logf("standard error:\n%s", o.stderr)
	}
}

// wantSaying fails the test unless the command ended with this exit code,
// and its standard error has all of these texts.
func (o outcome) wantSaying(t *testing.T, code int, texts ...string) {
	t.Helper()
	if o.code != code {
		t.Errorf("exit code %d, want %d", o.code, code)
	}
	for _, text := range texts {
		if !strings.Contains(o.stderr, text) {
			t.Errorf("standard error doesn't say %q:\n%s", text, o.stderr)
		}
	}
}
