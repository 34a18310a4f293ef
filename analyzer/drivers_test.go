package analyzer_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/treetest"
)

// sendTwice is a function with a finding.
const sendTwice = "func %s(s chatpb.Chat_ConnectClient) {\n\tgo s.Send(nil)\n\ts.Send(nil)\n}\n"

// TestDrivers runs the analyzer as a driver does, on packages that are sound and
// on others. Those that aren't are errors of their own, and nobody else's.
func TestDrivers(t *testing.T) {
	download(t)
	const imports = "import \"streamvet.test/chatpb\"\n\n"
	files := map[string]string{
		"sound/p.go":          "package sound\n\n" + imports + fmt.Sprintf(sendTwice, "f"),
		"types/p.go":          "package types\n\n" + imports + fmt.Sprintf(sendTwice, "f") + "\nvar x int = \"\"\n",
		"syntax/p.go":         "package syntax\n\n" + imports + fmt.Sprintf(sendTwice, "f") + "\nfunc {\n",
		"missing/p.go":        "package missing\n\nimport _ \"streamvet.test/nowhere\"\n" + imports + fmt.Sprintf(sendTwice, "f"),
		"imports/p.go":        "package imports\n\nimport _ \"drivers.test/types\"\n" + imports + fmt.Sprintf(sendTwice, "f"),
		"empty/p.go":          "package empty\n",
		"onlytests/p_test.go": "package onlytests\n\n" + imports + fmt.Sprintf(sendTwice, "f"),
		"variants/p.go":       "package variants\n\n" + imports + fmt.Sprintf(sendTwice, "f"),
		"variants/p_test.go":  "package variants\n\n" + imports + fmt.Sprintf(sendTwice, "g"),
		"variants/x_test.go":  "package variants_test\n\n" + imports + fmt.Sprintf(sendTwice, "h"),
		"nomain/p.go":         "package main\n\n" + imports + fmt.Sprintf(sendTwice, "f"),
		"tags/p.go":           "package tags\n\n" + imports + fmt.Sprintf(sendTwice, "f"),
		"tags/p_other.go":     "//go:build other\n\npackage tags\n\nfunc f() {}\n",
	}
	want := []string{
		"nomain/p.go:6 sendsend",
		"onlytests/p_test.go:6 sendsend",
		"sound/p.go:6 sendsend",
		"tags/p.go:6 sendsend",
		"variants/p.go:6 sendsend",
		"variants/p_test.go:6 sendsend",
		"variants/x_test.go:6 sendsend",
	}
	if hasCgo(t) {
		files["cgo/p.go"] = "package cgo\n\n// int one(void) { return 1; }\nimport \"C\"\n\n" + imports + fmt.Sprintf(sendTwice, "f") +
			"\nfunc one() int {\n\treturn int(C.one()) //streamvet:ignore sendsend one is none\n}\n"
		want = append(want, "cgo/p.go:9 sendsend", "cgo/p.go:14 directive")
		slices.Sort(want)
	}
	dir := driversModule(t, files)

	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir, Tests: true,
		Env: append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off"),
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	found, failed := map[string]bool{}, map[string]bool{}
	for _, action := range graph.Roots {
		if action.Err != nil {
			failed[filepath.Base(action.Package.PkgPath)] = true
			if strings.Contains(action.Err.Error(), "internal error") {
				t.Error(action.Err)
			}
		}
		for _, d := range action.Diagnostics {
			p := action.Package.Fset.Position(d.Pos)
			rel, err := filepath.Rel(dir, p.Filename)
			if err != nil {
				t.Fatal(err)
			}
			found[fmt.Sprintf("%s:%d %s", filepath.ToSlash(rel), p.Line, d.Category)] = true
		}
	}
	for _, w := range want {
		if !found[w] {
			t.Errorf("%s is not reported", w)
		}
		delete(found, w)
	}
	for f := range found {
		t.Errorf("%s is reported", f)
	}
	for _, name := range []string{"types", "syntax", "missing", "imports"} {
		if !failed[name] {
			t.Errorf("package %s is analyzed in spite of its errors", name)
		}
		delete(failed, name)
	}
	for name := range failed {
		t.Errorf("package %s is not analyzed", name)
	}
}

func hasCgo(t *testing.T) bool {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "env", "CGO_ENABLED", "CC").Output()
	if err != nil {
		t.Fatal(err)
	}
	enabled, cc, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	_, err = exec.LookPath(strings.TrimSpace(cc))
	return enabled == "1" && err == nil
}

// driversModule makes a module of the given files, which may import what the test
// module has.
func driversModule(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(testModule, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join(testModule, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	_, requirements, _ := strings.Cut(string(mod), "\n")
	treetest.Write(t, dir, files)
	treetest.Write(t, dir, map[string]string{
		"go.mod": fmt.Sprintf("module drivers.test\n%s\nrequire %s v0.0.0\n\nreplace %[2]s => %s\n",
			requirements, testModulePath, absolute(t, testModule)),
		"go.sum": string(sum),
	})
	return dir
}
