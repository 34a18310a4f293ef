package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// root is the folder of the module.
const root = "../.."

// modulePath is its import path.
const modulePath = "github.com/streamvet/streamvet"

// page returns a page of the docs.
func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// rows returns the cells of the table below a heading.
func rows(t *testing.T, page, heading string) [][]string {
	t.Helper()
	_, section, ok := strings.Cut(page, "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("no section %q", heading)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var out [][]string
	for line := range strings.Lines(section) {
		line, ok := strings.CutPrefix(strings.TrimSpace(line), "|")
		if !ok || strings.HasPrefix(line, "---") {
			continue
		}
		var cells []string
		for cell := range strings.SplitSeq(strings.TrimSuffix(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		out = append(out, cells)
	}
	if len(out) < 2 {
		t.Fatalf("no table in the section %q", heading)
	}
	return out[1:] // without the header
}

// declared returns the names that a package declares: its own, and those of fields and methods.
func declared(t *testing.T, dir string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no package in %s (%v)", dir, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for n := range ast.Preorder(file) {
			switch n := n.(type) {
			case *ast.FuncDecl:
				names[n.Name.Name] = true
			case *ast.TypeSpec:
				names[n.Name.Name] = true
			case *ast.ValueSpec:
				for _, id := range n.Names {
					names[id.Name] = true
				}
			case *ast.Field:
				for _, id := range n.Names {
					names[id.Name] = true
				}
			}
		}
	}
	return names
}

// The glossary has at most twenty words, each of which the code has a type or a package for.
func TestGlossary(t *testing.T) {
	words := rows(t, page(t, "architecture.md"), "The words")
	if len(words) > 20 {
		t.Errorf("%d words: twenty are enough to learn", len(words))
	}
	in := regexp.MustCompile("^(package )?`([a-z]+)(?:[.]([A-Z][A-Za-z]*))?`$")
	for _, word := range words {
		if len(word) != 3 {
			t.Fatalf("%q", word)
		}
		for name := range strings.SplitSeq(word[2], ", ") {
			m := in.FindStringSubmatch(name)
			if m == nil || (m[1] == "") == (m[3] == "") {
				t.Errorf("%s: %s is no type and no package", word[0], name)
				continue
			}
			if names := declared(t, "internal/"+m[2]); m[3] != "" && !names[m[3]] {
				t.Errorf("%s: there is no %s", word[0], name)
			}
		}
	}
}

// What the docs name, the code has: in the form package.Name.
func TestNamesInDocs(t *testing.T) {
	qualified := regexp.MustCompile("`([a-z]+)[.]([A-Za-z]+)(?:[.]([A-Za-z]+))?(?:\\[T\\])?(?:\\([^`]*)?`")
	known := map[string]map[string]bool{}
	checked := 0
	for _, name := range []string{"architecture.md", "how-to-add.md"} {
		for _, m := range qualified.FindAllStringSubmatch(page(t, name), -1) {
			dir := "internal/" + m[1]
			if m[1] == "analyzer" {
				dir = m[1]
			}
			if _, err := os.Stat(filepath.Join(root, dir)); err != nil || m[2] == "go" {
				continue
			}
			if known[dir] == nil {
				known[dir] = declared(t, dir)
			}
			checked++
			for _, part := range m[2:] {
				if part != "" && !known[dir][part] {
					t.Errorf("%s: %s: package %s has no %s", name, m[0], m[1], part)
				}
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d names", checked)
	}
}

// Each package of the engine imports only those above it in the table. The pass also imports parts
// of the command.
func TestImportOrder(t *testing.T) {
	// Below all of them, as the text says.
	above := map[string]bool{"internal/source": true, "internal/printable": true}
	names := regexp.MustCompile("`([a-z/]+)`")
	above["docs/checks"] = true // has texts only
	var listed []string
	for _, row := range rows(t, page(t, "architecture.md"), "Packages") {
		var here []string
		for _, m := range names.FindAllStringSubmatch(row[0], -1) {
			here = append(here, m[1])
		}
		for _, dir := range here {
			for _, imported := range imports(t, dir) {
				if !above[imported] && (dir != "analyzer" || slices.Contains(engine, imported)) {
					t.Errorf("%s imports %s, which is not above it", dir, imported)
				}
			}
		}
		for _, dir := range here {
			above[dir] = true
		}
		listed = append(listed, here...)
	}
	if !slices.Contains(listed, "internal/machine") || !slices.Contains(listed, "analyzer") {
		t.Errorf("the table has only %v", listed)
	}
}

// engine are the packages that know how the analyzer works.
var engine = []string{
	"internal/contract", "internal/clock", "internal/choice", "internal/code", "internal/machine", "internal/model", "internal/shadow",
	"internal/drive", "internal/explore", "internal/witness", "internal/ssabuild",
}

// The parts of the command know nothing of how the analyzer works.
func TestCommandIsApart(t *testing.T) {
	listed := page(t, "architecture.md")
	_, listed, _ = strings.Cut(listed, "\n## Packages\n")
	listed, _, _ = strings.Cut(listed, "\n## ")
	entries, err := os.ReadDir(filepath.Join(root, "internal"))
	if err != nil {
		t.Fatal(err)
	}
	apart := 0
	for _, e := range entries {
		dir := path.Join("internal", e.Name())
		if !e.IsDir() || strings.Contains(listed, fmt.Sprintf("`%s`", dir)) {
			continue
		}
		apart++
		for _, imported := range imports(t, dir) {
			if slices.Contains(engine, imported) {
				t.Errorf("%s imports %s", dir, imported)
			}
		}
	}
	if apart < 8 {
		t.Errorf("only %d packages are apart", apart)
	}
}

// imports returns the packages of this module that the package in a folder imports.
func imports(t *testing.T, dir string) []string {
	t.Helper()
	pkg, err := build.ImportDir(filepath.Join(root, filepath.FromSlash(dir)), 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, imported := range pkg.Imports {
		if rel, ok := strings.CutPrefix(imported, modulePath+"/"); ok {
			out = append(out, rel)
		}
	}
	return out
}

// Every internal package is named in the description of the architecture.
func TestPackagesAreDescribed(t *testing.T) {
	text := page(t, "architecture.md")
	entries, err := os.ReadDir(filepath.Join(root, "internal"))
	if err != nil {
		t.Fatal(err)
	}
	inBraces := regexp.MustCompile("internal/{([a-z,]+)}")
	described := map[string]bool{}
	for _, m := range inBraces.FindAllStringSubmatch(text, -1) {
		for name := range strings.SplitSeq(m[1], ",") {
			described[name] = true
		}
	}
	for _, e := range entries {
		if e.IsDir() && !described[e.Name()] && !strings.Contains(text, fmt.Sprintf("`%s`", path.Join("internal", e.Name()))) {
			t.Errorf("internal/%s is not described", e.Name())
		}
	}
}
