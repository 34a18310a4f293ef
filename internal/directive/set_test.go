package directive

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/source"
)

// pass returns what Read has to know of a package with the given files, named a.go,
// b.go and so on, which imports packages of which facts are known.
func pass(t *testing.T, facts map[string]*Fact, files ...string) *analysis.Pass {
	t.Helper()
	p := &analysis.Pass{Fset: token.NewFileSet(), Pkg: types.NewPackage("example.com/p", "p")}
	for i, text := range files {
		f, err := parser.ParseFile(p.Fset, "/src/"+string(rune('a'+i))+".go", text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		p.Files = append(p.Files, f)
	}
	var imports []*types.Package
	for name := range facts {
		imports = append(imports, types.NewPackage(name, name))
	}
	p.Pkg.SetImports(imports)
	p.ImportPackageFact = func(pkg *types.Package, fact analysis.Fact) bool {
		known := facts[pkg.Path()]
		if known != nil {
			*fact.(*Fact) = *known
		}
		return known != nil
	}
	return p
}

func at(file string, line int) source.Pos {
	return source.Pos{Pkg: "example.com/p", File: file, Line: line, Col: 1}
}

// problems writes what is wrong with the directives of a set, with their lines.
func problems(p *analysis.Pass, s *Set) []string {
	var out []string
	for _, d := range s.Problems() {
		out = append(out, fmt.Sprintf("%d: %s", p.Fset.Position(d.Pos).Line, d.Message))
	}
	return out
}

const two = `package p

func f() {
	g() //streamvet:ignore sendsend they take turns
	g()
}

// g does it.
//
//streamvet:ignore closesend the peer is gone
func g() {
	f()
}
`

func TestAccepts(t *testing.T) {
	for _, tt := range []struct {
		name     string
		category string
		places   []source.Pos
		want     bool
		unused   int // how many of the two directives have accepted nothing then
	}{
		{"on the line", contract.SendSend, []source.Pos{at("a.go", 4)}, true, 1},
		{"as the other place", contract.SendSend, []source.Pos{at("a.go", 5), at("a.go", 4)}, true, 1},
		{"in the function", contract.CloseSend, []source.Pos{at("a.go", 12)}, true, 1},
		{"on another line", contract.SendSend, []source.Pos{at("a.go", 5)}, false, 2},
		{"of another category", contract.RecvRecv, []source.Pos{at("a.go", 4)}, false, 2},
		{"in another file", contract.SendSend, []source.Pos{at("b.go", 4)}, false, 2},
		{"in another package", contract.SendSend, []source.Pos{{Pkg: "example.com/q", File: "a.go", Line: 4}}, false, 2},
		{"nowhere", contract.SendSend, []source.Pos{{}}, false, 2},
		{"no place", contract.SendSend, nil, false, 2},
	} {
		p := pass(t, nil, two)
		s := Read(p)
		if got := s.Accepts(tt.category, tt.places...); got != tt.want {
			t.Errorf("%s: accepted = %t", tt.name, got)
		}
		if got := problems(p, s); len(got) != tt.unused {
			t.Errorf("%s: problems %q, want %d", tt.name, got, tt.unused)
		}
	}
}

// A comment with a space is no directive, as for all directives of Go. Who writes
// one means it, though; text that only speaks of directives is left alone.
func TestSpace(t *testing.T) {
	p := pass(t, nil, "package p\n\nfunc f() {\n\tf() // streamvet:ignore sendsend they take turns\n"+
		"\t// streamvet:ignore is for calls\n\tf() // see streamvet:ignore sendsend\n\tf() //\t//streamvet:ignore sendsend x\n}\n")
	s := Read(p)
	if s.Accepts(contract.SendSend, at("a.go", 4)) {
		t.Error("it is taken for a directive")
	}
	want := []string{"4: // streamvet:ignore with a space has no effect: write //streamvet:ignore [directive]"}
	if got := problems(p, s); !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// Nor is a comment between /* and */, however it is written.
func TestBlock(t *testing.T) {
	p := pass(t, nil, "package p\n\nfunc f() {\n\tf() /*streamvet:ignore sendsend they take turns*/\n"+
		"\tf() /* streamvet:ignore recvrecv x */\n\t/*\n\t\tstreamvet:ignore closesend x\n\t*/\n\tf() /*streamvet:ignore*/\n"+
		"\tf() /* streamvet:ignore is for calls */\n\tf() /* as streamvet:ignore sendsend */\n}\n")
	s := Read(p)
	if s.Accepts(contract.SendSend, at("a.go", 4)) {
		t.Error("it is taken for a directive")
	}
	var want []string
	for _, line := range []string{"4", "5", "6", "9"} {
		want = append(want, line+": /*streamvet:ignore*/ has no effect: write //streamvet:ignore [directive]")
	}
	if got := problems(p, s); !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// Both places may have a directive, and neither is superfluous then.
func TestBothPlaces(t *testing.T) {
	p := pass(t, nil, "package p\n\nfunc f() {\n\tf() //streamvet:ignore sendsend x\n\tf() //streamvet:ignore sendsend y\n}\n")
	s := Read(p)
	if !s.Accepts(contract.SendSend, at("a.go", 4), at("a.go", 5)) || len(s.Problems()) > 0 {
		t.Errorf("problems %q", problems(p, s))
	}
}

func TestProblems(t *testing.T) {
	p := pass(t, nil, "package p\n\nfunc f() {\n\tf() //streamvet:ignore sendsend x\n\tf() //streamvet:ignore\n\tf() //streamvet:allow sendsend x\n}\n")
	want := []string{
		"4: //streamvet:ignore has no effect: there is no sendsend finding here [directive]",
		"5: //streamvet:ignore has no effect: it needs a category and a reason [directive]",
		"6: unknown directive //streamvet:allow; the only one is //streamvet:ignore [directive]",
	}
	if got := problems(p, Read(p)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, d := range Read(p).Problems() {
		if d.Category != Category || d.URL != URL || d.End <= d.Pos {
			t.Errorf("category %q, URL %q, from %d to %d", d.Category, d.URL, d.Pos, d.End)
		}
	}
	generated := "// Code generated by hand. DO NOT EDIT.\n\npackage p\n\n//streamvet:ignore\n"
	if got := Read(pass(t, nil, generated)).Problems(); len(got) > 0 {
		t.Errorf("in a generated file: %v", got)
	}
	if got := Read(pass(t, nil, "package p\n\n// streamvet:ignore\n\n//go:noinline\nfunc f() {}\n")).Problems(); len(got) > 0 {
		t.Errorf("without directives: %v", got)
	}
}

// What a package accepts is handed on to its importers, and to theirs, in an order
// that is always the same.
func TestFact(t *testing.T) {
	q := Lines{"example.com/q", "q.go", 3, 9, contract.RecvRecv}
	r := Lines{"example.com/r", "r.go", 1, 1, contract.SendSend}
	imports := map[string]*Fact{"example.com/q": {Accepted: []Lines{q, r}}, "example.com/r": {Accepted: []Lines{r}}, "fmt": nil}
	want := "suppressed: sendsend example.com/p/a.go:4-4 closesend example.com/p/a.go:11-13 recvrecv example.com/q/q.go:3-9 sendsend example.com/r/r.go:1-1"
	for range 20 {
		s := Read(pass(t, imports, two))
		if got := s.Fact().String(); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
		if !s.Accepts(contract.RecvRecv, source.Pos{Pkg: q.Pkg, File: q.File, Line: 5}) || s.Accepts(contract.SendSend, source.Pos{Pkg: q.Pkg, File: q.File, Line: 5}) {
			t.Fatal("the directives of an import don't hold")
		}
	}
	if got := Read(pass(t, map[string]*Fact{"fmt": nil}, "package p\n")).Fact(); got != nil {
		t.Errorf("a fact about nothing: %v", got)
	}
}

// A directive at an access that importers can reach may accept a finding of theirs.
func TestExport(t *testing.T) {
	for _, tt := range []struct {
		name   string
		method string
		line   int
		unused int
	}{
		{"a send", "Send", 4, 1},
		{"a receive", "Recv", 4, 2},
		{"a close", "CloseSend", 12, 1},
		{"elsewhere", "Send", 99, 2},
	} {
		p := pass(t, nil, two)
		s := Read(p)
		s.Export(contract.TypeCalled(contract.GRPCPath+".ClientStream").Use(tt.method), at("a.go", tt.line))
		if got := problems(p, s); len(got) != tt.unused {
			t.Errorf("%s: problems %q, want %d", tt.name, got, tt.unused)
		}
	}
}

// FuzzDirectives reads the directives of any source file.
func FuzzDirectives(f *testing.F) {
	f.Add(two)
	f.Add("package p //streamvet:ignore sendsend x\n")
	f.Add("package p\n\n/*\n//streamvet:ignore sendsend x\n*/\n//streamvet:ignore recvrecv\t\u00a0x // y\nvar x = f(\n\t1, //streamvet:ignore closesend x\n)")
	f.Add("package p\n//streamvet:ignore  \"\xff\" x\n//line b.go:7\n//streamvet:ignore sendsend x\nfunc f() {}")
	f.Add("package p\r\n//streamvet:ignore sendsend x\r\nfunc f() {\r\n}\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "a.go", text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return
		}
		p := &analysis.Pass{Fset: fset, Files: []*ast.File{file}, Pkg: types.NewPackage("example.com/p", "p")}
		s := Read(p)
		for _, d := range s.own {
			if (d.problem == "") != (len(d.lines) > 0) {
				t.Errorf("a directive with the problem %q is about %v", d.problem, d.lines)
			}
			for _, l := range d.lines {
				if l.From > l.To || !slices.Contains(contract.Categories, l.Category) {
					t.Errorf("a directive about %v", l)
				}
			}
		}
		for _, d := range s.Problems() {
			if strings.ContainsAny(d.Message, "\n\r") || !d.Pos.IsValid() || d.End <= d.Pos {
				t.Errorf("problem %q from %d to %d", d.Message, d.Pos, d.End)
			}
		}
		// A directive that is used is no problem.
		for _, d := range s.own {
			for _, l := range d.lines {
				if !s.Accepts(l.Category, source.Pos{Pkg: l.Pkg, File: l.File, Line: max(l.From, 1)}) && l.To > 0 {
					t.Errorf("%v is not accepted", l)
				}
			}
		}
	})
}
