package main

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestChanges(t *testing.T) {
	one := []string{"more"}
	old := []item{
		{Net: "n", Name: "same", Verdict: found},
		{Net: "n", Name: "found later", Verdict: missed},
		{Net: "n", Name: "flagged later", Verdict: silent},
		{Net: "n", Name: "better", Verdict: missed},
		{Net: "n", Name: "more is said", Verdict: found},
		{Net: "n", Name: "more is said beside a miss", Verdict: missed},
		{Net: "n", Name: "vanished", Verdict: other},
		{Net: "n", Name: "left out", Verdict: found},
		{Net: "not run again", Name: "a", Verdict: found},
	}
	now := []item{
		{Net: "n", Name: "same", Verdict: found},
		{Net: "n", Name: "found later", Verdict: found},
		{Net: "n", Name: "flagged later", Verdict: flagged, Said: []string{"x.go:1: wrong"}},
		{Net: "n", Name: "better", Verdict: loosely},
		{Net: "n", Name: "more is said", Verdict: found, Extra: one},
		{Net: "n", Name: "more is said beside a miss", Verdict: missed, Extra: one},
		{Net: "n", Name: "appeared", Verdict: other},
		{Net: "n", Name: "added", Verdict: silent},
		{Net: "run for the first time", Name: "a", Verdict: missed},
	}
	var b strings.Builder
	if !writeChanges(&b, changes(old, now)) {
		t.Error("nothing is worse")
	}
	want := `== changes
RIGHT  n found later: missed -> found
WRONG  n flagged later: silent -> flagged
        x.go:1: wrong
better n better: missed -> loosely
WRONG  n more is said: found -> found, and 1 more
        more
worse  n more is said beside a miss: missed -> missed, and 1 more
        more
new    n appeared: other
gone   n vanished: other
1 newly right, 2 newly wrong; 1 better, 1 worse; 2 new, 2 gone
`
	if b.String() != want {
		t.Errorf("got\n%s, want\n%s", b.String(), want)
	}
	if writeChanges(&b, changes(old[:2], now[:2])) {
		t.Error("something is worse")
	}
}

func TestStore(t *testing.T) {
	name := filepath.Join(t.TempDir(), "items")
	items := []item{{Net: "n", Name: "a", Verdict: found, Extra: []string{"x"}}, {Net: "n", Name: "b", Verdict: flagged, Said: []string{"y"}}}
	if err := store(name, items); err != nil {
		t.Fatal(err)
	}
	got, err := load(name)
	if err != nil || !reflect.DeepEqual(got, items) {
		t.Errorf("load: %+v, %v; want %+v", got, err, items)
	}
	if _, err := load(name + "2"); err == nil {
		t.Error("a file that is missing is loaded")
	}
}
