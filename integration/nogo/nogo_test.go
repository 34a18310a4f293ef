// Package nogo_test runs streamvet in nogo, the driver that Bazel's rules
// for Go build. Bazel itself does not take part.
package nogo_test

import (
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/integration/fixture"
)

const page = "../../docs/bazel.md"

// list returns the packages of a module and all that they import, the
// latter first.
func list(t *testing.T, dir string) []pkg {
	t.Helper()
	out := goCommand(t, dir, "list", "-deps", "-export",
		"-json=ImportPath,Dir,GoFiles,Imports,Export,Standard,Module", "./...")
	var packages []pkg
	for dec := json.NewDecoder(strings.NewReader(out)); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

var finding = regexp.MustCompile(`(?m)^(\S+\.go):(\d+):\d+: .* \[(\w+)\] \(streamvet\)$`)

// check runs nogo on all packages of a module and returns the findings.
func check(t *testing.T, nogo, dir string) []fixture.Finding {
	t.Helper()
	packages := list(t, dir)
	b := newBuild(t, nogo, packages)
	var found []fixture.Finding
	for _, p := range packages {
		text := b.check(t, p)
		matches := finding.FindAllStringSubmatch(text, -1)
		if text != "" && matches == nil {
			t.Errorf("nogo on %s: %s", p.ImportPath, text)
		}
		for _, m := range matches {
			rel, err := filepath.Rel(dir, m[1])
			if err != nil {
				t.Fatal(err)
			}
			line, err := strconv.Atoi(m[2])
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, fixture.Finding{File: filepath.ToSlash(rel), Line: line, Category: m[3]})
		}
	}
	if len(b.facts) < 50 {
		t.Errorf("nogo ran on %d packages: gRPC alone has more", len(b.facts))
	}
	return found
}

func TestNogo(t *testing.T) {
	nogo := buildDriver(t, fixture.Snippet(t, page, "{"))
	dir := fixture.Copy(t, "../testdata/chat")

	// The finding in app needs facts; the one in quiet is accepted by a directive of golangci-lint.
	fixture.Check(t, check(t, nogo, dir), fixture.Expect(t, dir, "app", "client"))

	fixture.Replace(t, filepath.Join(dir, "quiet/quiet.go"), "//nolint:streamvet ", "")
	fixture.Replace(t, filepath.Join(dir, "heartbeat/heartbeat.go"), "go func() {", "func() {")
	fixture.Check(t, check(t, nogo, dir), fixture.Expect(t, dir, "client", "quiet"))
}
