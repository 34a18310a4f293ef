package goplsinstall

import (
	"fmt"
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
	t.Helper()
	return &build{ctx: t.Context(), dir: t.TempDir(), log: io.Discard}
}

const theirGoMod = `module golang.org/x/tools/gopls

go 1.26.0

require (
	golang.org/x/mod v0.1.0
	golang.org/x/tools v0.99.1-0.20260707181000-a299dadba899
)
`

const theirMain = `// Gopls.
package main

import (
	"golang.org/x/telemetry"
	"golang.org/x/telemetry/counter"
)

var version = ""

func main() {
	// Comment.
	telemetry.Start(telemetry.Config{
		Upload: true,
	})
	counter.Inc("gopls")
}
`

func TestWithoutTelemetry(t *testing.T) {
	const want = `// Gopls.
package main

import (
	"golang.org/x/telemetry/counter"
)

var version = ""

func main() {
	// Comment.

	counter.Inc("gopls")
}
`
	got, err := withoutTelemetry("main.go", []byte(theirMain))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if again, err := withoutTelemetry("main.go", got); err != nil || string(again) != want {
		t.Errorf("without an import of telemetry: %v\n%s", err, again)
	}
	other := strings.Replace(theirMain, "counter.Inc", "_ = telemetry.Mode(); counter.Inc", 1)
	if _, err := withoutTelemetry("main.go", []byte(other)); err == nil {
		t.Error("no error for another use of telemetry")
	}
}

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
			gopls := t.TempDir()
			theirs := filepath.Join(gopls, "go.mod")
			for name, text := range map[string]string{theirs: theirGoMod, filepath.Join(gopls, "main.go"): theirMain} {
				if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if err := b.writeModule(module{Version: "v0.77.0", Dir: gopls, GoMod: theirs}, test.opts); err != nil {
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
			for _, name := range []string{"main.go", "streamvet.go"} {
				if _, err := parser.ParseFile(token.NewFileSet(), filepath.Join(b.dir, name), nil, 0); err != nil {
					t.Error(err)
				}
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

// A streamvet that was built from a checkout has a version of its own, which
// no module proxy has. The go command would say so for each package of gopls.
func TestNoSuchStreamvet(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOMODCACHE", t.TempDir())
	const version = "v0.0.1-0.20260102030405-0123456789ab"
	_, err := Install(t.Context(), Options{Version: DefaultVersion, Dir: t.TempDir(), Streamvet: version}, io.Discard)
	if err == nil || !strings.HasPrefix(err.Error(), "streamvet "+version+" can't be had: ") || !strings.HasSuffix(err.Error(), "needs -source DIR") {
		t.Errorf("error is %v", err)
	}
	_, err = Install(t.Context(), Options{Version: DefaultVersion, Dir: t.TempDir(), Source: "../.."}, io.Discard)
	if err == nil || !strings.HasPrefix(err.Error(), "gopls "+DefaultVersion+" can't be had: ") {
		t.Errorf("error is %v", err)
	}
}

// A program that is in use is replaced only by one that works.
func TestInstallTriesFirst(t *testing.T) {
	const program = "package main\n\nimport \"os\"\n\nvar version string\n\nfunc main() {\n\tif len(os.Args) != 2 || version != \"v0.77.0+streamvet\" {\n\t\tos.Exit(1)\n\t}\n%s}\n"
	for _, test := range []struct{ name, main, err string }{
		{"good", fmt.Sprintf(program, ""), ""},
		{"doesn't build", "package main\n", "building gopls v0.77.0"},
		{"doesn't start", fmt.Sprintf(program, "\tprintln(\"no streamvet\")\n\tos.Exit(2)\n"), "no streamvet"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBuild(t)
			for name, text := range map[string]string{"go.mod": "module example.com/m\n\ngo 1.25\n", "main.go": test.main} {
				if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			dir := t.TempDir()
			program := filepath.Join(dir, "streamvet-gopls")
			if err := os.WriteFile(program, []byte("old"), 0o777); err != nil {
				t.Fatal(err)
			}
			err := b.install(program, "v0.77.0")
			if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("error is %v, want %q", err, test.err)
			}
			text, err := os.ReadFile(program)
			if err != nil {
				t.Fatal(err)
			}
			if kept := string(text) == "old"; kept != (test.err != "") {
				t.Errorf("the old program is there: %t", kept)
			}
			if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
				t.Errorf("the directory has %v, %v", entries, err)
			}
		})
	}
}

func TestFirstWords(t *testing.T) {
	in := "go: downloading a v1\nfirst\n" + strings.Repeat("more\n", 40)
	got := firstWords(in)
	if !strings.HasPrefix(got, "first\nmore\n") || !strings.HasSuffix(got, "\n...") || strings.Count(got, "\n") != 20 {
		t.Errorf("got %q", got)
	}
}
