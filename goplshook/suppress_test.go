package goplshook

import (
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// The edit is a directive above the line, as far indented.
func TestSuppress(t *testing.T) {
	const text = "package p\n\nfunc f() {\n\tif true {\n\t\tsend()\n\t}\n}\n"
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	at := fset.File(f.FileStart).Pos(strings.Index(text, "send"))
	var got []analysis.Diagnostic
	content := []byte(text)
	pass := &analysis.Pass{
		Fset:     fset,
		Report:   func(d analysis.Diagnostic) { got = append(got, d) },
		ReadFile: func(string) ([]byte, error) { return content, nil },
	}
	reporting := &analysis.Analyzer{Run: func(pass *analysis.Pass) (any, error) {
		pass.Report(analysis.Diagnostic{Pos: at, Category: "sendsend"})
		pass.Report(analysis.Diagnostic{Pos: at, Category: "directive"})
		pass.Report(analysis.Diagnostic{Category: "sendsend"})
		return nil, nil
	}}
	offerSuppression(reporting)
	run := func() {
		t.Helper()
		got = nil
		if _, err := reporting.Run(pass); err != nil || len(got) != 3 {
			t.Fatalf("%d diagnostics, %v", len(got), err)
		}
	}
	run()
	if len(got[0].SuggestedFixes) != 1 || len(got[1].SuggestedFixes)+len(got[2].SuggestedFixes) > 0 {
		t.Fatalf("diagnostics are %+v", got)
	}
	edit := got[0].SuggestedFixes[0].TextEdits[0]
	offset := fset.Position(edit.Pos).Offset
	const want = "package p\n\nfunc f() {\n\tif true {\n\t\t//streamvet:ignore sendsend TODO: say why this can't happen\n\t\tsend()\n\t}\n}\n"
	if edited := text[:offset] + string(edit.NewText) + text[offset:]; edited != want {
		t.Errorf("the edit makes\n%s", edited)
	}

	// Not where the text is another than that which was parsed.
	content = []byte("package p\n")
	run()
	pass.ReadFile = func(string) ([]byte, error) { return nil, os.ErrNotExist }
	before := got
	run()
	for _, d := range append(before, got...) {
		if len(d.SuggestedFixes) > 0 {
			t.Errorf("there is a fix: %+v", d)
		}
	}
}
