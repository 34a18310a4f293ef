package govet

import (
	"context"
	"errors"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/streamvet/streamvet/internal/treetest"
)

// asTool, if set in the environment, makes the test binary a vet tool.
const asTool = "STREAMVET_TEST_AS_TOOL"

func TestMain(m *testing.M) {
	if os.Getenv(asTool) != "" {
		unitchecker.Main(&analysis.Analyzer{
			Name: "marks",
			Doc:  "marks: report functions whose name starts with Mark",
			Run:  marks,
		})
	}
	os.Exit(m.Run())
}

func marks(pass *analysis.Pass) (any, error) {
	wait()
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			switch {
			case !ok:
			case fn.Name.Name == "Fail":
				return nil, errors.New("asked to fail")
			case strings.HasPrefix(fn.Name.Name, "Mark"):
				pass.Report(analysis.Diagnostic{
					Pos:      fn.Name.Pos(),
					End:      fn.Name.End(),
					Category: "mark",
					Message:  "found " + fn.Name.Name,
					Related:  []analysis.RelatedInformation{{Pos: file.Package, Message: "in this file"}},
				})
			}
		}
	}
	return nil, nil
}

// module writes a module of the given files and returns its directory.
func module(t *testing.T, files map[string]string) string {
	t.Helper()
	files["go.mod"] = "module example.com/m\n\ngo 1.25\n"
	return treetest.Dir(t, files)
}

func config(dir string) Config {
	return Config{Dir: dir, Env: append(os.Environ(), asTool+"=1", "GOWORK=off", "GOFLAGS=")}
}

func messages(res *Result) []string {
	var list []string
	for _, f := range res.Findings {
		list = append(list, filepath.Base(f.Pos.Filename)+": "+f.Message)
	}
	return list
}

func TestRun(t *testing.T) {
	dir := module(t, map[string]string{
		"b/b.go": "package b\n\nfunc MarkB() {}\n",
		"a/a.go": "package a\n\nfunc MarkA() {}\nfunc Plain() {}\nfunc MarkZ() {}\n",
		"c/c.go": "package c\n\nfunc Fail() {}\n",
	})
	res, err := config(dir).Run(t.Context(), "./...")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.go: found MarkA", "a.go: found MarkZ", "b.go: found MarkB"}
	if got := messages(res); !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
	f := res.Findings[0]
	if f.Package != "example.com/m/a" || f.Analyzer != "marks" || f.Category != "mark" ||
		f.Pos.Line != 3 || f.Pos.Column != 6 || f.End.Column != 11 ||
		len(f.Related) != 1 || f.Related[0].Pos.Line != 1 || f.Related[0].Message != "in this file" {
		t.Errorf("first finding decoded as %+v", f)
	}
	if len(res.Errors) != 1 || res.Errors[0].Package != "example.com/m/c" || res.Errors[0].Message != "asked to fail" {
		t.Errorf("errors decoded as %+v", res.Errors)
	}
}

// One broken package doesn't hide what was found in the others.
func TestRunBrokenPackage(t *testing.T) {
	dir := module(t, map[string]string{
		"a/a.go": "package a\n\nfunc MarkA() {}\n",
		"b/b.go": "package b\n\nvar x int = \"\"\n",
	})
	res, err := config(dir).Run(t.Context(), "./...")
	var failure *Failure
	if !errors.As(err, &failure) {
		t.Fatalf("error %v, want a *Failure", err)
	}
	if failure.Code != 1 || !strings.Contains(failure.Stderr, "b.go:3:13") {
		t.Errorf("failure is %+v, want exit code 1 and the place of the type error", failure)
	}
	if got := messages(res); !slices.Equal(got, []string{"a.go: found MarkA"}) {
		t.Errorf("findings %q, want those of package a", got)
	}
}

func TestRunCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := config(t.TempDir()).Run(ctx, "./..."); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestRunWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := (Config{}).Run(t.Context(), "./..."); !errors.Is(err, ErrNoGo) {
		t.Errorf("error %v, want ErrNoGo", err)
	}
}

// The go command takes -C only in front, and an empty -vettool for its own.
func TestCommandLine(t *testing.T) {
	cmd, err := Config{Dir: "sub", Tool: "/bin/streamvet"}.Command(t.Context(), "-c=1", "./...")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"vet", "-C", "sub", "-vettool=/bin/streamvet", "-c=1", "./..."}
	if got := cmd.Args[1:]; !slices.Equal(got, want) {
		t.Errorf("arguments %q, want %q", got, want)
	}
}
