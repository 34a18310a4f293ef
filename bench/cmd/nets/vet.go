package main

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/govet"
)

// A vetTool is a streamvet binary with flags of its analyzer.
type vetTool struct {
	binary string
	flags  string // separated by spaces
}

// maxErrors is how many errors of an analyzer are printed: if it fails on one package
// it may fail on a thousand.
const maxErrors = 20

// run runs the tool with go vet in a module, and returns what it reports there. If it
// fails on some packages, it returns what it has reported on the others as well.
func (t vetTool) run(ctx context.Context, dir, goflags string, patterns ...string) ([]diagnostic, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	config := govet.Config{Tool: t.binary, Dir: root, Env: append(os.Environ(), "GOWORK=off", "GOFLAGS="+goflags)}
	result, err := config.Run(ctx, append(analyzerFlags("-streamvet.", t.flags), patterns...)...)
	if result == nil {
		return nil, err
	}
	failures := []error{err}
	for n, e := range result.Errors {
		if n == maxErrors {
			failures = append(failures, fmt.Errorf("and errors on %d more packages", len(result.Errors)-n))
			break
		}
		text, _, _ := strings.Cut(e.Error(), "\n") // the rest may be a stack
		failures = append(failures, errors.New(text))
	}
	var out []diagnostic
	for _, f := range result.Findings {
		out = append(out, newDiagnostic(root, f))
	}
	return out, errors.Join(failures...)
}

// analyzerFlags returns the words of text, flags of the analyzer, with the given
// prefix in the place of dashes and of the name of the analyzer. Go vet knows a
// tool's flags by "-streamvet.".
func analyzerFlags(prefix, text string) []string {
	var out []string
	for _, f := range strings.Fields(text) {
		out = append(out, prefix+strings.TrimPrefix(strings.TrimLeft(f, "-"), "streamvet."))
	}
	return out
}

// A place is a line of a file. The file is named relative to the module's root, if
// it is below it.
type place struct {
	file string
	line int
}

func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// A diagnostic is a finding, of which the lines matter.
type diagnostic struct {
	pkg      string // import path
	category string
	places   []place // its own, then the related ones
	message  string
}

func newDiagnostic(root string, f govet.Finding) diagnostic {
	pkg, _, _ := strings.Cut(f.Package, " ") // "p [p.test]"
	d := diagnostic{pkg: pkg, category: f.Category, message: f.Message, places: []place{placeOf(root, f.Pos)}}
	for _, r := range f.Related {
		d.places = append(d.places, placeOf(root, r.Pos))
	}
	return d
}

func placeOf(root string, pos token.Position) place {
	name := pos.Filename
	if rel, err := filepath.Rel(root, name); err == nil && filepath.IsLocal(rel) {
		name = filepath.ToSlash(rel)
	}
	return place{name, pos.Line}
}

// names reports whether one of the diagnostic's places is p.
func (d diagnostic) names(p place) bool { return slices.Contains(d.places, p) }

func (d diagnostic) String() string { return fmt.Sprintf("%v: %s", d.places[0], d.message) }

// texts returns the diagnostics as lines.
func texts(list []diagnostic) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.String())
	}
	return out
}

// below returns the folders of a package's import path that come after the folder
// with the given name, or nil if there is none.
func below(pkg, folder string) []string {
	folders := strings.Split(pkg, "/")
	if i := slices.Index(folders, folder); i >= 0 {
		return folders[i+1:]
	}
	return nil
}
