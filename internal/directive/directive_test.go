package directive

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		text     string
		category string
		problem  string // part of it
	}{
		{"//streamvet:ignore sendsend the second waits for the first", "sendsend", ""},
		{"//streamvet:ignore\tclosesend\tit is closed", "closesend", ""},
		{"//streamvet:ignore recvrecv see https://example.com", "recvrecv", ""},
		{"//streamvet:ignore sendsend x // and why", "sendsend", ""},
		{"//streamvet:ignore", "", "needs a category and a reason"},
		{"//streamvet:ignore // why", "", "needs a category and a reason"},
		{"//streamvet:ignore sendsend", "", "needs a reason"},
		{"//streamvet:ignore sendsend // why", "", "needs a reason"},
		{"//streamvet:ignore the second waits", "", `unknown category "the"`},
		{"//streamvet:ignore directive because", "", `unknown category "directive"`},
		{"//streamvet:ignored sendsend because", "", "unknown directive //streamvet:ignored"},
	} {
		d, ok := ast.ParseDirective(0, tt.text)
		if !ok {
			t.Errorf("%s: no directive", tt.text)
			continue
		}
		category, problem := parse(d)
		if problem == "" && category != tt.category || (problem == "") != (tt.problem == "") || !strings.Contains(problem, tt.problem) {
			t.Errorf("%s: category %q, problem %q; want %q, %q", tt.text, category, problem, tt.category, tt.problem)
		}
	}
}

// Which lines the directives of a file are about, each told by its number.
func TestSpans(t *testing.T) {
	const src = `package p

// F does it.
//
//d:1 x
func F() {
	f() //d:2 x
	//d:3 x
	// More of the comment.
	f()

	//d:4 x

	s.
		f(1, //d:5 x
			2,
		) //d:6 x
	//d:7 x
	s.
		f()
} //d:8 x
`
	want := map[string][][2]int{
		"1": {{6, 21}},
		"2": {{7, 7}},
		"3": {{10, 10}},
		"4": {{13, 13}},
		"5": {{15, 15}},
		"6": {{17, 17}, {15, 15}},
		"7": {{19, 19}, {20, 20}},
		"8": {{21, 21}},
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	l := newLayout(fset, f)
	got := map[string][][2]int{}
	for _, group := range f.Comments {
		for _, c := range group.List {
			if d, ok := ast.ParseDirective(0, c.Text); ok {
				got[d.Name] = l.spans(group, l.line(c.Pos()))
			}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("lines %v, want %v", got, want)
	}
}
