package ssabuild

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/code"
)

// pass returns what Relevant needs to know of a package.
func pass(t *testing.T, src string, imports ...*types.Package) *analysis.Pass {
	t.Helper()
	return passOf(t, "p.go", "package p\n"+src, imports...)
}

// passOf is pass for a file with the given name, which begins with a package clause.
func passOf(t *testing.T, name, src string, imports ...*types.Package) *analysis.Pass {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
	config := types.Config{Importer: importer(imports)}
	pkg, err := config.Check("example.com/p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return &analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info,
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
	}
}

// An importer has the packages that can be imported.
type importer []*types.Package

func (im importer) Import(path string) (*types.Package, error) {
	for _, pkg := range im {
		if pkg.Path() == path {
			return pkg, nil
		}
	}
	return nil, fmt.Errorf("no package %s", path)
}

// Of the packages that can't know grpc those are relevant that act on what they are given, or
// keep it.
func TestRelevant(t *testing.T) {
	for name, tt := range map[string]struct {
		src  string
		want bool
	}{
		"nothing":            {"", false},
		"spawner":            {"func Go(f func()) { go f() }", true},
		"unexported":         {"func run(f func()) { go f() }", false},
		"calls in place":     {"func Do(f func()) { f() }", true},
		"takes, acts not":    {"func Name(v any) string { return \"\" }", false},
		"acts, takes not":    {"func Work() { go Work() }", false},
		"container":          {"type Set[T comparable] struct { m map[T]bool }\nfunc (s *Set[T]) Add(v T) { s.m[v] = true }", true},
		"keeps a callback":   {"type C struct { f func() }\nfunc (c *C) On(f func()) { c.f = f }", true},
		"field of functions": {"type C struct { F func() }\nfunc (c *C) run() { c.F() }", true},
		"names a method":     {"type T struct{}\nfunc (T) m() {}\nfunc After(f any) {}\nfunc Start(t T, v any) { After(t.m) }", true},
		"calls its own":      {"func work() {}\nfunc Name(v any) { work(); (work)() }", false},
		"calls a generic":    {"func work[T any]() {}\nfunc Name(v any) { work[int]() }", false},
		"interface":          {"type I interface { M() }\nfunc Do(i I) { i.M() }", true},
		"interface of std":   {"func Text(err interface{ error }) string { return err.Error() }", false},
		"lock, other names":  {"type M struct { n chan int }\nfunc (m *M) Take() { m.n <- 1 }", true},
		"locks for itself":   {"func (m *T) Do() { m.Lock(); defer m.Unlock() }\ntype T struct{}\nfunc (*T) Lock() {}\nfunc (*T) Unlock() {}", false},
		"locks for others":   {"type T struct{}\nfunc (*T) Lock() {}\nfunc (*T) Unlock() {}\nfunc (m *T) Take() { m.Lock() }", true},
		"waits for a value":  {"type V struct{}\nfunc (V) Load() int { return 0 }\nvar v V\nfunc Wait() { for v.Load() > 0 {} }", true},
		"keeps in a literal": {"type e struct { v any }\nvar first *e\nfunc Push(v any) { first = &e{v: v} }", true},
		"lock":               {"type M struct { n chan int }\nfunc (m *M) Lock() { m.n <- 1 }", true},
		"returns a function": {"func Wrap() func(func()) { return func(f func()) { go f() } }", true},
	} {
		if got := Relevant(pass(t, tt.src), false); got != tt.want {
			t.Errorf("%s: %t, want %t", name, got, tt.want)
		}
	}
	if !Relevant(pass(t, "func Work() { go Work() }"), true) {
		t.Error("a package that leads to grpc and starts goroutines is not relevant")
	}
}

// Tests outside of their package have no importers.
func TestRelevantTests(t *testing.T) {
	const spawner = "func Go(f func()) { go f() }"
	for _, tt := range []struct {
		file, name string
		grpc, want bool
	}{
		{"p_test.go", "p_test", false, false},
		{"p_test.go", "p_test", true, true},
		{"p_test.go", "p", false, true},
		{"p.go", "p_test", false, true}, // a package that is just called so
	} {
		if got := Relevant(passOf(t, tt.file, "package "+tt.name+"\n"+spawner), tt.grpc); got != tt.want {
			t.Errorf("%s, package %s, grpc %t: %t, want %t", tt.file, tt.name, tt.grpc, got, tt.want)
		}
	}
}

// A writer that is given to a function of the standard library is used or kept there.
func TestRelevantHandsOn(t *testing.T) {
	std := types.NewPackage("io", "io")
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "io.go", "package io\ntype Writer interface { Write(p []byte) }\nfunc Print(w Writer) {}\nfunc Sum(p []byte) {}", 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := types.NewChecker(new(types.Config), fset, std, nil).Files([]*ast.File{file}); err != nil {
		t.Fatal(err)
	}
	const sink = "\ntype sink []byte\nfunc (sink) Write([]byte) {}"
	for src, want := range map[string]bool{
		"func Show(w io.Writer) { io.Print(w) }":                      true,
		"func Show(w io.Writer) { io.Sum(nil) }":                      false,
		"func Show(_ chan int) { io.Print(sink{}) }" + sink:           true,
		"func Show(_ chan int) { io.Sum(sink{}) }" + sink:             false,
		"func Show(_ chan int) { io.Print(nil) }" + sink:              false,
		"func Show(w io.Writer) { show(w) }\nfunc show(io.Writer) {}": false,
	} {
		if got := Relevant(pass(t, "import \"io\"\n"+src, std), false); got != want {
			t.Errorf("%s: %t, want %t", src, got, want)
		}
	}
}

// Which APIs are among the imports is handed on by facts: gRPC always, and others where they can
// matter to importers.
func TestAPIs(t *testing.T) {
	wire := types.NewPackage("example.com/wire", "wire")
	wire.MarkComplete()
	gorilla := types.NewPackage("github.com/gorilla/websocket", "websocket")
	gorilla.MarkComplete()
	for _, tt := range []struct {
		imports     string
		fact        []string
		apis, given string
	}{
		{"example.com/wire", nil, "", ""},
		{"example.com/wire", []string{"gRPC"}, "gRPC", "gRPC"},
		{"example.com/wire", []string{"WebSocket", "gRPC"}, "gRPC WebSocket", "gRPC"},
		{"example.com/wire", []string{"of another version"}, "", ""},
		{"github.com/gorilla/websocket", nil, "WebSocket", "WebSocket"},
	} {
		p := pass(t, "import _ \""+tt.imports+"\"", wire, gorilla)
		p.ImportPackageFact = func(_ *types.Package, fact analysis.Fact) bool {
			f, ok := fact.(*code.Fact)
			if ok {
				f.APIs = tt.fact
			}
			return ok
		}
		apis := APIs(p)
		if got := strings.Join(apis.Names(), " "); got != tt.apis {
			t.Errorf("%s with %q: %s, want %s", tt.imports, tt.fact, got, tt.apis)
		}
		if got := strings.Join(GivenOn(p, apis, nil).Names(), " "); got != tt.given {
			t.Errorf("%s with %q: gives on %s, want %s", tt.imports, tt.fact, got, tt.given)
		}
	}
}
