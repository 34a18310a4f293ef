package enginetest

import (
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Libraries returns packages that declare what models of libraries are about: a model takes the
// place of code. Below dir there is a file for each, in a folder with the name of its import path.
func Libraries(tb testing.TB, dir string, deps ...*types.Package) []*types.Package {
	tb.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		path, err := filepath.Rel(dir, filepath.Dir(name))
		if err != nil {
			return err
		}
		deps = append(deps, Load(tb, filepath.ToSlash(path), map[string]string{entry.Name(): string(text)}, deps...).Types)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return deps
}

// Programs returns the text of the Go files in a folder, by name.
func Programs(tb testing.TB, dir string) map[string]string {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		tb.Fatalf("no programs in %s (%v)", dir, err)
	}
	files := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		files[filepath.Base(name)] = string(text)
	}
	return files
}
