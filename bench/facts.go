package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Facts is what streamvet remembers about a module and its dependencies.
type Facts struct {
	Dir      string        `json:"dir"`
	Patterns []string      `json:"patterns"`
	Packages []PackageFact `json:"packages"` // those that have facts, the largest first
	All      int           `json:"all"`      // packages that streamvet was run on
}

// A PackageFact is the facts that one process of streamvet writes.
type PackageFact struct {
	Package string `json:"package"`
	Code    int64  `json:"code"` // bytes of the code that importers may have to run, also that of dependencies
	File    int64  `json:"file"` // bytes of all that is written, facts of imports included
}

// A storedFact is the form in which x/tools writes a fact to a file. What is of
// another type is not decoded.
type storedFact struct {
	PkgPath, Object string
	Fact            any
}

// The facts of streamvet, under the names that gob knows them by. This program may
// measure another checkout than its own, so it has no use for their packages.
type (
	codeFact      struct{ Data []byte }
	directiveFact struct{ Accepted []struct{ Pkg string } }
	reportFact    struct{ Unexecuted []string }
	variantFact   struct{}
)

func registerFacts() {
	gob.RegisterName("*code.Fact", &codeFact{})
	gob.RegisterName("*directive.Fact", &directiveFact{})
	gob.RegisterName("*report.Fact", &reportFact{})
	gob.RegisterName("*main.forTest", &variantFact{}) // the command's own
}

// readFacts returns what a file of facts holds that was written for the package
// with the given import path.
func readFacts(name, path string) (PackageFact, error) {
	p := PackageFact{Package: path}
	data, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(data) == 0 {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	if data, err = factPart(data); err != nil {
		return p, fmt.Errorf("facts of %s: %w", path, err)
	}
	p.File = int64(len(data))
	var stored []storedFact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&stored); err != nil && !errors.Is(err, io.EOF) {
		return p, fmt.Errorf("facts of %s: %w", path, err)
	}
	for _, s := range stored {
		if f, ok := s.Fact.(*codeFact); ok && s.PkgPath == path {
			p.Code += int64(len(f.Data))
		}
	}
	return p, nil
}

// factPart returns the part of a file of x/tools' unitchecker that holds facts, in
// gob. In newer versions another part holds types: a header has the lengths of both.
func factPart(data []byte) ([]byte, error) {
	rest, ok := bytes.CutPrefix(data, []byte("vetx"))
	if !ok {
		return data, nil
	}
	if len(rest) < 8 {
		return nil, io.ErrUnexpectedEOF
	}
	from := 8 + uint64(binary.LittleEndian.Uint32(rest))
	to := from + uint64(binary.LittleEndian.Uint32(rest[4:]))
	if to > uint64(len(rest)) {
		return nil, io.ErrUnexpectedEOF
	}
	return rest[from:to], nil
}

// measureFacts runs streamvet on the module that -dir names, and looks at the facts
// that it writes.
func (b *bench) measureFacts(ctx context.Context) (*Facts, error) {
	tools := b.vetTools()
	i := slices.IndexFunc(tools, func(t tool) bool { return t.name == "streamvet" })
	bin, err := b.build(ctx, tools[i])
	if err != nil {
		return nil, err
	}
	progress("facts of %s %s", b.dir, strings.Join(b.patterns, " "))
	uses, err := b.wrapped(ctx, b.dir, bin, b.patterns...)
	if err != nil {
		return nil, err
	}
	out := &Facts{Dir: b.dir, Patterns: b.patterns, All: len(uses)}
	for _, u := range uses {
		if u.Facts.File > 0 {
			u.Facts.Package = u.Package
			out.Packages = append(out.Packages, u.Facts)
		}
	}
	slices.SortFunc(out.Packages, func(a, b PackageFact) int {
		return cmp.Or(cmp.Compare(b.Code, a.Code), cmp.Compare(b.File, a.File), strings.Compare(a.Package, b.Package))
	})
	return out, nil
}

// sum returns the facts of all packages as if they were one.
func (f *Facts) sum() PackageFact {
	total := PackageFact{Package: fmt.Sprintf("all %d with facts, of %d", len(f.Packages), f.All)}
	for _, p := range f.Packages {
		total.Code += p.Code
		total.File += p.File
	}
	return total
}

func (f *Facts) print(b *strings.Builder) {
	fmt.Fprintf(b, "\n%s %s: facts\n\n", f.Dir, strings.Join(f.Patterns, " "))
	b.WriteString("| package | bytes of code | bytes written, imports included |\n|---|--:|--:|\n")
	for _, p := range append([]PackageFact{f.sum()}, f.Packages...) {
		fmt.Fprintf(b, "| %s | %d | %d |\n", p.Package, p.Code, p.File)
	}
}
