package main

import (
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/treetest"
)

func TestAnalyzerFlags(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                       nil,
		"-tests=false":                           {"-streamvet.tests=false"},
		"-streamvet.tests=false --streamvet.x=1": {"-streamvet.tests=false", "-streamvet.x=1"},
	} {
		if got := analyzerFlags("-streamvet.", text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := analyzerFlags("-", "-streamvet.tests=false"); !reflect.DeepEqual(got, []string{"-tests=false"}) {
		t.Errorf("without the name: %q", got)
	}
}

func TestNewDiagnostic(t *testing.T) {
	root := filepath.FromSlash("/home/m")
	at := func(name string, line int) token.Position {
		return token.Position{Filename: filepath.FromSlash(name), Line: line}
	}
	got := newDiagnostic(root, govet.Finding{
		Package: "m/p [m/p.test]", Category: "sendsend", Message: "text",
		Pos:     at("/home/m/p/a.go", 1),
		Related: []govet.Related{{Pos: at("/home/m/b.go", 2)}, {Pos: at("/home/mm/c.go", 3)}},
	})
	want := diagnostic{pkg: "m/p", category: "sendsend", message: "text",
		places: []place{{"p/a.go", 1}, {"b.go", 2}, {filepath.FromSlash("/home/mm/c.go"), 3}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestGenerated(t *testing.T) {
	items, err := readGenerated(strings.NewReader(`{"Seed":1,"Conflicts":["send on stream 3","recv on stream 3"],"Missed":["recv on stream 3"],"False":["a.go:1: wrong"]}
{"Seed":2,"Conflicts":null,"False":["a.go:1: wrong"]}
{"Seed":3}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		name    string
		verdict verdict
		extra   int
	}{{"seed 1 send on stream 3", found, 1}, {"seed 1 recv on stream 3", missed, 0}, {"seed 2", flagged, 0}, {"seed 3", silent, 0}}
	if len(items) != len(want) {
		t.Fatalf("%d items, want %d", len(items), len(want))
	}
	for n, w := range want {
		if i := items[n]; i.Name != w.name || i.Verdict != w.verdict || len(i.Extra) != w.extra {
			t.Errorf("item %+v, want %+v", i, w)
		}
	}
	if _, err := readGenerated(strings.NewReader(`{"Seed":1`)); err == nil {
		t.Error("output that breaks off is no error")
	}
}

func TestParse(t *testing.T) {
	binary := filepath.Join(treetest.Dir(t, map[string]string{"tool": ""}), "tool")
	var stderr strings.Builder
	o, err := parse([]string{"-only", "exam,bugs", "-flags", "-a -b", binary}, &stderr)
	if err != nil || !reflect.DeepEqual(o.only, []string{"exam", "bugs"}) || o.tool != (vetTool{binary, "-a -b"}) {
		t.Errorf("options %+v, %v", o, err)
	}
	for _, args := range [][]string{{}, {binary, binary}, {binary + "2"}, {"-only", "none", binary}} {
		if _, err := parse(args, &stderr); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}
