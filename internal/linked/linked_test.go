package linked_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/linked"
)

// A program has the code of its package and what facts have of its imports; a fact that is
// damaged is an error that names the import.
func TestNew(t *testing.T) {
	lib := enginetest.Load(t, "example.com/lib", map[string]string{"lib.go": "package lib\n\nfunc Go(f func()) { go f() }\n"})
	good := code.Encode(lib.Link().Exported())
	for _, tt := range []struct {
		data []byte
		want string // a function of the program, or what the error has
	}{
		{good.Data, "example.com/lib.Go"},
		{good.Data, "example.com/p.Run"},
		{good.Data[:len(good.Data)/2], "import of example.com/lib"},
	} {
		p, err := linked.New(pass(t, lib.Types, &code.Fact{Version: code.FactVersion, Data: tt.data}), nil)
		if err != nil {
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("the error is %v, want %q", err, tt.want)
			}
			continue
		}
		if !slices.ContainsFunc(p.Funcs, func(f *code.Func) bool { return f.Name == tt.want }) {
			t.Errorf("the program has no %s", tt.want)
		}
	}
}

// pass returns the pass of a package that imports lib, which has a fact.
func pass(t *testing.T, lib *types.Package, fact *code.Fact) *analysis.Pass {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", "package p\n\nimport \"example.com/lib\"\n\nfunc Run() { lib.Go(func() {}) }\n", parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	config := types.Config{Importer: importer{lib}}
	pkg, err := config.Check("example.com/p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return &analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info,
		ImportPackageFact: func(imp *types.Package, f analysis.Fact) bool {
			to, ok := f.(*code.Fact)
			if ok && imp == lib {
				*to = *fact
			}
			return ok && imp == lib
		},
	}
}

// An importer has one package.
type importer struct{ pkg *types.Package }

func (im importer) Import(string) (*types.Package, error) { return im.pkg, nil }
