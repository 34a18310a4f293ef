package main

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	items := []item{
		{Net: "n", Groups: []string{"a"}, Name: "p/reported", Twins: "p", Verdict: found},
		{Net: "n", Groups: []string{"a"}, Name: "p/silent", Twins: "p", Verdict: silent},
		{Net: "n", Groups: []string{"a"}, Name: "q/reported", Twins: "q", Verdict: found, Extra: []string{"more"}},
		{Net: "n", Groups: []string{"a"}, Name: "q/silent", Twins: "q", Verdict: silent},
		{Net: "n", Groups: []string{"b"}, Name: "r/reported", Twins: "r", Verdict: loosely},
		{Net: "n", Groups: []string{"b"}, Name: "r/silent", Twins: "r", Verdict: flagged, Said: []string{"said"}},
		{Net: "n", Groups: []string{"b"}, Name: "s/silent", Twins: "s", Verdict: silent},
		{Net: "n", Groups: []string{"b"}, Name: "s/reported", Twins: "s", Verdict: missed},
		{Net: "n", Name: "x", Verdict: other},
	}
	var b strings.Builder
	if err := writeTable(&b, items); err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"a", "2", "2", "of", "2", "0", "of", "2", "1", "of", "2", "1", "0"},
		{"b", "0", "1", "of", "2", "1", "of", "2", "0", "of", "2", "0", "0"},
		{"ALL", "n", "2", "3", "of", "4", "1", "of", "4", "1", "of", "4", "1", "1"},
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != len(want)+1 {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), len(want)+1, b.String())
	}
	for n, w := range want {
		if got := strings.Join(strings.Fields(lines[n+1]), " "); got != strings.Join(w, " ") {
			t.Errorf("row %q, want %q", got, strings.Join(w, " "))
		}
	}
}

func TestLines(t *testing.T) {
	var b strings.Builder
	writeLines(&b, []item{
		{Name: "a", Verdict: found, Extra: []string{"x.go:1: more"}},
		{Name: "b", Verdict: missed, About: "Why."},
		{Name: "c", Verdict: loosely, About: "Why."},
		{Name: "d", Verdict: silent, About: "Why."},
		{Name: "e", Verdict: flagged, About: "Why.", Said: []string{"x.go:2: wrong"}},
		{Name: "f", Verdict: other, About: "x.go:3: unjudged"},
	})
	want := "EXTRA a: x.go:1: more\nMISS  b: Why.\nLOOSE c: Why.\nFALSE e: Why.\n        x.go:2: wrong\nOTHER f: x.go:3: unjudged\n"
	if b.String() != want {
		t.Errorf("got\n%s, want\n%s", b.String(), want)
	}
}
