package nogo_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// driverFiles are the files of rules_go of which it builds its driver, and
// generatorFiles those that write the file which lists the analyzers.
var (
	driverFiles = []string{
		"constants.go", "env.go", "flags.go", "nolint.go",
		"nogo_fix.go", "nogo_goversions_go122.go", "nogo_main.go", "nogo_version.go",
	}
	generatorFiles = []string{"constants.go", "env.go", "flags.go", "generate_nogo_main.go"}
)

// generatorMain is what the builder of rules_go does for the command
// gennogomain.
const generatorMain = `package main

import (
	"log"
	"os"
)

func main() {
	if err := genNogoMain(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}
`

// buildDriver builds nogo as rules_go does, with streamvet as its only
// analyzer and a configuration file. It returns the path of the program.
func buildDriver(t *testing.T, config string) string {
	t.Helper()
	rules := goCommand(t, ".", "list", "-e", "-f={{.Dir}}", "github.com/bazelbuild/rules_go/go/tools/builders")
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}

	// The driver imports an internal package of x/tools: its module has
	// to be below that.
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		copyFile(t, name, filepath.Join(dir, name))
	}
	goCommand(t, dir, "mod", "edit",
		"-module=golang.org/x/tools/nogo",
		"-droptool=github.com/bazelbuild/rules_go/go/tools/builders",
		"-replace=github.com/streamvet/streamvet="+root)

	generator := filepath.Join(dir, "generator")
	for _, name := range generatorFiles {
		copyFile(t, filepath.Join(rules, name), filepath.Join(generator, name))
	}
	write(t, filepath.Join(generator, "main.go"), generatorMain)
	driver := filepath.Join(dir, "driver")
	for _, name := range driverFiles {
		copyFile(t, filepath.Join(rules, name), filepath.Join(driver, name))
	}
	configFile := filepath.Join(dir, "config.json")
	write(t, configFile, config)
	goCommand(t, dir, "run", "-mod=mod", "./generator",
		"-output="+filepath.Join(driver, "nogo_analyzers.go"),
		"-analyzer_importpath=github.com/streamvet/streamvet/analyzer",
		"-config="+configFile)

	program := filepath.Join(dir, "nogo")
	goCommand(t, dir, "build", "-mod=mod", "-o", program, "./driver")
	return program
}

// goCommand runs the go command and returns the words it prints.
func goCommand(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
	return strings.TrimSpace(string(out))
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, string(text))
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// A pkg is what go list tells of a package.
type pkg struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
	Export     string
	Standard   bool
	Module     struct{ Main bool }
}

// A build plays the part of Bazel: it runs nogo on a package once that
// has been run on what the package imports.
type build struct {
	nogo      string
	dir       string // for facts
	importcfg string
	facts     map[string]string // file by package
}

func newBuild(t *testing.T, nogo string, packages []pkg) *build {
	t.Helper()
	b := &build{nogo: nogo, dir: t.TempDir(), facts: make(map[string]string)}
	var cfg strings.Builder
	for _, p := range packages {
		if p.Export != "" {
			fmt.Fprintf(&cfg, "packagefile %s=%s\n", p.ImportPath, p.Export)
		}
	}
	b.importcfg = filepath.Join(b.dir, "importcfg")
	write(t, b.importcfg, cfg.String())
	return b
}

// check runs nogo on a package and returns what it prints, which is
// nothing if all is well. Like Bazel, it leaves out the standard library,
// wants no findings in other modules, and hands over the facts of direct
// imports alone.
func (b *build) check(t *testing.T, p pkg) string {
	t.Helper()
	if p.Standard || len(p.GoFiles) == 0 {
		return ""
	}
	out := filepath.Join(b.dir, fmt.Sprintf("%d.facts", len(b.facts)))
	args := []string{"-p", p.ImportPath, "-importcfg", b.importcfg, "-x", out}
	for _, imp := range p.Imports {
		if facts, ok := b.facts[imp]; ok {
			args = append(args, "-fact", imp+"="+facts)
		}
	}
	if !p.Module.Main {
		args = append(args, "-facts_only")
	}
	for _, file := range p.GoFiles {
		args = append(args, filepath.Join(p.Dir, file))
	}
	b.facts[p.ImportPath] = out
	cmd := exec.Command(b.nogo, args...)
	cmd.Env = append(os.Environ(), "GOARCH="+runtime.GOARCH)
	text, err := cmd.CombinedOutput()
	if (err != nil) != (len(text) > 0) {
		t.Errorf("nogo on %s ended with %v and said %q", p.ImportPath, err, text)
	}
	return string(text)
}
