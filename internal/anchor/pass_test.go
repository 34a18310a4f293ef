package anchor

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/govet"
)

// An anchor doesn't depend on who asks for it: wherever a finding is, the one
// in the package that is analyzed is the one of what a driver printed.
func TestIn(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "p.go")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	fset.AddFile("other.go", -1, 100)
	f, err := parser.ParseFile(fset, file, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	pass := &analysis.Pass{
		Fset: fset, Files: []*ast.File{f}, ReadFile: os.ReadFile,
		Pkg: types.NewPackage("example.com/p [example.com/p.test]", "p"),
	}
	n := 0
	for offset := range text {
		pos := fset.File(f.FileStart).Pos(offset)
		want := Of([]govet.Finding{{Package: pass.Pkg.Path(), Category: "sendsend", Pos: fset.Position(pos)}})[0]
		if got := In(pass, "sendsend", pos); got != want {
			t.Errorf("%s: got %+v, want %+v", fset.Position(pos), got, want)
		}
		if want.Func != "-" && strings.HasSuffix(want.Expr, ".Send") {
			n++
		}
	}
	if n == 0 {
		t.Error("there are no findings")
	}

	// What can't be known is "-".
	pass.ReadFile = nil
	if got, want := In(pass, "", f.Package), (Anchor{"-", "example.com/p", "-", "-"}); got != want {
		t.Errorf("without text: got %+v, want %+v", got, want)
	}
	pass.Files = nil
	if got, want := In(pass, "", f.Package), (Anchor{"-", "example.com/p", "-", "-"}); got != want {
		t.Errorf("without files: got %+v, want %+v", got, want)
	}
}
