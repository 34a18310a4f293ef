package govet

import (
	"go/token"
	"path/filepath"
	"reflect"
	"testing"
)

func TestAdd(t *testing.T) {
	find := func(file string) Finding { return Finding{Pos: token.Position{Filename: file, Line: 1}} }
	got := &Result{
		Findings:   []Finding{find("b.go")},
		Packages:   []Package{{ID: "b"}},
		Unanalyzed: []Unanalyzed{{Package: "y"}},
	}
	got.Add(&Result{
		Findings:   []Finding{find("a.go"), find("b.go")},
		Packages:   []Package{{ID: "a"}, {ID: "b"}},
		Unanalyzed: []Unanalyzed{{Package: "y"}, {Package: "x"}},
		Errors:     []AnalysisError{{Package: "z"}},
	})
	want := &Result{
		Findings:   []Finding{find("a.go"), find("b.go")},
		Packages:   []Package{{ID: "a"}, {ID: "b"}},
		Unanalyzed: []Unanalyzed{{Package: "x"}, {Package: "y"}},
		Errors:     []AnalysisError{{Package: "z"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("together they are\n%+v\nwant\n%+v", got, want)
	}
}

func TestPlace(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string]token.Position{
		"b/b.go:3:13: cannot use x: no\nmore":    {Filename: filepath.Join(dir, "b", "b.go"), Line: 3},
		filepath.Join(dir, "b.go") + ":3: no":    {Filename: filepath.Join(dir, "b.go"), Line: 3},
		"package x is not in std":                {},
		"go: go.mod file not found: no":          {},
		"no position\nb.go:3:13: in the first":   {},
		":3: no file":                            {},
		"build constraints exclude all Go files": {},
	} {
		if got := Place(text, dir); got != want {
			t.Errorf("%q leads to %+v, want %+v", text, got, want)
		}
	}
}
