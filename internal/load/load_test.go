package load

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/treetest"
)

// tree writes files below a new directory, which it returns.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	// The go command names directories without symbolic links.
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	treetest.Write(t, dir, files)
	return dir
}

// isolate makes the go command deaf to the environment.
func isolate(t *testing.T) {
	t.Helper()
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOWORK", "")
	t.Setenv("GOPROXY", "off")
}

func TestPlace(t *testing.T) {
	isolate(t)
	dir := tree(t, map[string]string{
		"go.work":       "go 1.26\n\nuse ./in\n",
		"in/go.mod":     "module example.com/in\n\ngo 1.26\n",
		"out/README.md": "",
	})
	for sub, mod := range map[string]string{"in": filepath.Join(dir, "in", "go.mod"), "out": os.DevNull} {
		env, err := Go{Dir: filepath.Join(dir, sub)}.Place(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if want := filepath.Join(dir, "go.work"); env.GoMod != mod || env.GoWork != want || !strings.HasPrefix(env.GoVersion, "go1.") {
			t.Errorf("%s: %+v, want the module %s in the workspace %s", sub, env, mod, want)
		}
	}
	off := Go{Dir: dir, Env: append(os.Environ(), "GOWORK=off")}
	if env, err := off.Place(t.Context()); err != nil || env.GoWork != "" {
		t.Errorf("without a workspace: %+v, %v", env, err)
	}
}

func TestPackages(t *testing.T) {
	isolate(t)
	dir := tree(t, map[string]string{
		"go.mod":      "module example.com/m\n\ngo 1.26\n",
		"a/a.go":      "package a\n",
		"a/a_test.go": "package a\n\nimport _ \"example.com/m/c\"\n",
		"b/b.go":      "package b\n\nimport _ \"nosuch/pkg\"\n",
		"c/c.go":      "package c\n\nimport _ \"example.com/m/b\"\n",
	})
	named, err := Go{Dir: dir}.Named(t.Context(), nil, []string{"./...", "./nowhere"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range named {
		got = append(got, p.ImportPath+" of "+strings.Join(p.Match, " "))
		if (p.Dir == "") != (p.ImportPath == "./nowhere") || (p.Dir == "") != (p.Error != nil) {
			t.Errorf("%s is in %q, error %v", p.ImportPath, p.Dir, p.Error)
		}
	}
	want := []string{"example.com/m/a of ./...", "example.com/m/b of ./...", "example.com/m/c of ./...", "./nowhere of ./nowhere"}
	if !slices.Equal(got, want) {
		t.Errorf("named are %q, want %q", got, want)
	}

	resolved, err := Go{Dir: dir}.Resolve(t.Context(), []string{"-tags=some"}, []string{"./..."})
	if err != nil {
		t.Fatal(err)
	}
	incomplete := make(map[string]bool)
	for _, p := range resolved {
		incomplete[p.ImportPath] = p.Incomplete
		if p.ImportPath == "example.com/m/c" && (!slices.Contains(p.Deps, "example.com/m/b") || len(p.DepsErrors) != 1 ||
			p.DepsErrors[0].Error() != "b/b.go:3:8: "+p.DepsErrors[0].Err) {
			t.Errorf("c has %+v", p)
		}
	}
	for name, want := range map[string]bool{
		"example.com/m/a": false, "example.com/m/b": true, "example.com/m/c": true, "example.com/m/a [example.com/m/a.test]": true,
	} {
		if got, ok := incomplete[name]; !ok || got != want {
			t.Errorf("%s: incomplete is %t, %t; want %t", name, got, ok, want)
		}
	}
}

// An error of the go command is told in its words.
func TestGoErrors(t *testing.T) {
	isolate(t)
	dir := tree(t, map[string]string{"go.mod": "modul example.com/m\n", "go.work": "use x y\n"})
	if _, err := (Go{Dir: dir}).Named(t.Context(), nil, []string{"./..."}); err == nil || !strings.Contains(err.Error(), "go list: ") {
		t.Errorf("error is %v", err)
	}
	if _, err := WorkModules(t.Context(), filepath.Join(dir, "go.work")); err == nil || !strings.Contains(err.Error(), "go.work:1") {
		t.Errorf("error is %v", err)
	}
}

func TestWorkModules(t *testing.T) {
	isolate(t)
	dir := tree(t, map[string]string{"w/go.work": "go 1.26\n\nuse (\n\t.\n\t./sub/x\n\t../other\n)\n"})
	got, err := WorkModules(t.Context(), filepath.Join(dir, "w", "go.work"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{filepath.Join(dir, "w"), filepath.Join(dir, "w", "sub", "x"), filepath.Join(dir, "other")}
	if !slices.Equal(got, want) {
		t.Errorf("modules %q, want %q", got, want)
	}
}
