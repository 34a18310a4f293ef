package model

import (
	"go/types"
	stdmaps "maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// libraries is a module that requires the libraries that rows are about.
var libraries = filepath.Join("..", "contract", "testdata", "libraries")

// absent are functions with rows that no package of the libraries has.
var absent = map[string]string{
	"github.com/panjf2000/ants.Submit":           "of version 1, which is not required beside version 2",
	"google.golang.org/grpc/metadata.NewContext": "which grpc-go has no longer",
	"sync/atomic.AddPointer":                     "made with those of other types",
	"sync/atomic.AndPointer":                     "made with those of other types",
	"sync/atomic.OrPointer":                      "made with those of other types",
}

// Each row is about a function that is there, or about a type that is there and has one of
// the methods with rows: a name that is misspelt has no effect, and nobody would notice.
// Similar types share their rows, so not each of them has all of the methods.
func TestRows(t *testing.T) {
	rows := New().rows
	paths := map[string]bool{}
	for name := range rows {
		if absent[name] == "" {
			paths[packageOf(name)] = true
		}
	}
	funcs := map[string]bool{}
	for _, pkg := range load(t, slices.Sorted(stdmaps.Keys(paths))) {
		functions(pkg, funcs)
	}
	for name := range rows {
		if funcs[name] {
			funcs[receiver(name)] = true
		}
	}
	for _, name := range slices.Sorted(stdmaps.Keys(rows)) {
		if !funcs[name] && !funcs[receiver(name)] && absent[name] == "" {
			t.Errorf("%s does not exist", name)
		}
	}
	for name := range absent {
		if _, ok := rows[name]; !ok {
			t.Errorf("there is no row about %s", name)
		}
	}
}

// packageOf returns the import path in the full name of a function.
func packageOf(name string) string {
	name = strings.TrimLeft(name, "(*")
	name = strings.TrimSuffix(name, name[strings.LastIndexByte(name, '.'):])
	if i := strings.IndexByte(name, ')'); i >= 0 {
		name = name[:strings.LastIndexByte(name[:i], '.')]
	}
	return name
}

// receiver returns the type in the full name of a method, or the name itself.
func receiver(name string) string {
	if i := strings.IndexByte(name, ')'); i >= 0 {
		return name[:i+1]
	}
	return name
}

func load(t *testing.T, paths []string) []*types.Package {
	t.Helper()
	download := exec.CommandContext(t.Context(), "go", "mod", "download")
	download.Dir = libraries
	if out, err := download.CombinedOutput(); err != nil {
		t.Fatalf("go mod download in %s: %v\n%s", libraries, err, out)
	}
	pkgs, err := packages.Load(&packages.Config{
		Context: t.Context(),
		Mode:    packages.NeedName | packages.NeedImports | packages.NeedTypes | packages.NeedTypesSizes,
		Dir:     libraries,
		Env:     append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod"),
	}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	var out []*types.Package
	for _, p := range pkgs {
		for _, err := range p.Errors {
			t.Error(err)
		}
		out = append(out, p.Types)
	}
	return out
}

// functions adds the full names of the functions and methods of a package, those that types
// have from embedded ones among them.
func functions(pkg *types.Package, to map[string]bool) {
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			to[obj.FullName()] = true
		case *types.TypeName:
			t := obj.Type()
			if !types.IsInterface(t) {
				t = types.NewPointer(t)
			}
			for sel := range types.NewMethodSet(t).Methods() {
				if f, ok := sel.Obj().(*types.Func); ok {
					to[withoutTypeParameters(f.FullName())] = true
				}
			}
		}
	}
}

func withoutTypeParameters(name string) string {
	before, rest, _ := strings.Cut(name, "[")
	if i := strings.LastIndexByte(rest, ']'); i >= 0 {
		return before + rest[i+1:]
	}
	return name
}
