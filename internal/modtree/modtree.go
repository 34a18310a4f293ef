// Package modtree finds modules and repositories in the file system. It runs no command, and reads
// neither go.mod files nor .git folders.
package modtree

import (
	"os"
	"path/filepath"
	"strings"
)

// A Tree is what stands below a directory, as far as the go command looks:
// not in directories named vendor or testdata, nor in those whose names begin
// with a dot or an underscore.
type Tree struct {
	Modules []string // directories of modules, without the directory itself
	GoDirs  []string // directories with Go files outside of those modules
}

// Scan looks for modules below root. What can't be read is left out.
func Scan(root string) *Tree {
	t := new(Tree)
	t.scan(root, true, false)
	return t
}

// scan looks into dir, which is in one of t's modules if nested.
func (t *Tree) scan(dir string, isRoot, nested bool) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	hasGo := false
	var subdirs []string
	for _, e := range entries {
		name := e.Name()
		switch {
		case name == "go.mod" && e.Type().IsRegular() && !isRoot:
			t.Modules = append(t.Modules, dir)
			nested = true
		case name[0] == '.' || name[0] == '_':
		case !e.IsDir():
			hasGo = hasGo || filepath.Ext(name) == ".go"
		case name != "vendor" && name != "testdata":
			subdirs = append(subdirs, filepath.Join(dir, name))
		}
	}
	if hasGo && !nested {
		t.GoDirs = append(t.GoDirs, dir)
	}
	for _, sub := range subdirs {
		t.scan(sub, false, nested)
	}
}

// ModuleOf returns the directory of the module that dir is in, or "".
func ModuleOf(dir string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && info.Mode().IsRegular() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// Root returns the root of the repository that dir is in: the nearest
// directory at or above it with a .git. If there is none, it is the outermost
// one with a go.mod, and otherwise dir.
func Root(dir string) string {
	root := dir
	for {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			root = dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return root
		}
		dir = parent
	}
}

// Below reports whether dir is root or below it.
func Below(root, dir string) bool {
	rel, err := filepath.Rel(root, dir)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
