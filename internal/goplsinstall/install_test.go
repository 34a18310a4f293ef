package goplsinstall

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The build itself is tested in integration/editors, where it takes its
// time. Here is what needs no network.

func newBuild(t *testing.T) *build {
	return &build{ctx: t.Context(), dir: t.TempDir(), log: io.Discard}
}

const theirGoMod = `module golang.org/x/tools/gopls

go 1.26.0

require (
	golang.org/x/mod v0.1.0
	golang.org/x/tools v0.99.1-0.20260707181000-a299dadba899
)
`

func TestWriteModule(t *testing.T) {
	source := t.TempDir()
	if err := os.Mkdir(filepath.Join(source, "goplshook"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		opts Options
		want []string // lines of go.mod
	}{
		{"version", Options{Streamvet: "v1.2.3"}, []string{
			"require github.com/streamvet/streamvet v1.2.3",
		}},
		{"source", Options{Source: source}, []string{
			"require github.com/streamvet/streamvet v0.0.0",
			fmt.Sprintf("replace github.com/streamvet/streamvet => %q", source),
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBuild(t)
			theirs := filepath.Join(t.TempDir(), "gopls.mod")
			if err := os.WriteFile(theirs, []byte(theirGoMod), 0o666); err != nil {
				t.Fatal(err)
			}
			if err := b.writeModule(module{Version: "v0.77.0", GoMod: theirs}, test.opts); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join(b.dir, "go.mod"))
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range append(test.want,
				"module golang.org/x/tools/gopls/streamvet",
				"go 1.26.0",
				"require golang.org/x/tools/gopls v0.77.0",
				"replace golang.org/x/tools => golang.org/x/tools v0.99.1-0.20260707181000-a299dadba899",
			) {
				if !strings.Contains("\n"+string(text), "\n"+line+"\n") {
					t.Errorf("no line %q in:\n%s", line, text)
				}
			}
			// What the go command makes of it counts.
			if _, err := b.run("go", "mod", "edit", "-json"); err != nil {
				t.Error(err)
			}
			main := filepath.Join(b.dir, "main.go")
			file, err := parser.ParseFile(token.NewFileSet(), main, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			var version string
			ast.Inspect(file, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && strings.Contains(lit.Value, "v0.77.0") {
					version = lit.Value
				}
				return true
			})
			if version != `"v0.77.0+streamvet"` {
				t.Errorf("the program says that its version is %s", version)
			}
		})
	}
}

func TestWriteModuleFails(t *testing.T) {
	theirs := filepath.Join(t.TempDir(), "gopls.mod")
	if err := os.WriteFile(theirs, []byte("module golang.org/x/tools/gopls\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	err := newBuild(t).writeModule(module{Version: "v0.1.0", GoMod: theirs}, Options{Streamvet: "v1.2.3"})
	if err == nil || !strings.Contains(err.Error(), "v0.1.0") {
		t.Errorf("gopls without tools: error is %v", err)
	}

	if err := os.WriteFile(theirs, []byte(theirGoMod), 0o666); err != nil {
		t.Fatal(err)
	}
	err = newBuild(t).writeModule(module{Version: "v0.77.0", GoMod: theirs}, Options{Source: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), "not streamvet's source code") {
		t.Errorf("empty source directory: error is %v", err)
	}
}

func TestTarget(t *testing.T) {
	b := newBuild(t)
	t.Setenv("GOBIN", "")
	t.Setenv("GOPATH", filepath.Join(b.dir, "path"))
	for dir, want := range map[string]string{
		"":                            filepath.Join(b.dir, "path", "bin"),
		filepath.Join(b.dir, "other"): filepath.Join(b.dir, "other"),
	} {
		got, err := b.target(dir)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Dir(got) != want {
			t.Errorf("target for %q is %s, want it in %s", dir, got, want)
		}
		if _, err := os.Stat(want); err != nil {
			t.Error(err)
		}
	}
	t.Setenv("GOBIN", filepath.Join(b.dir, "bin"))
	if got, err := b.target(""); err != nil || filepath.Dir(got) != filepath.Join(b.dir, "bin") {
		t.Errorf("target is %s, %v; want it in GOBIN", got, err)
	}
}

func TestFirstWords(t *testing.T) {
	in := "go: downloading a v1\nfirst\n" + strings.Repeat("more\n", 40)
	got := firstWords(in)
	if !strings.HasPrefix(got, "first\nmore\n") || !strings.HasSuffix(got, "\n...") || strings.Count(got, "\n") != 20 {
		t.Errorf("got %q", got)
	}
}
