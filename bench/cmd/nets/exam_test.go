package main

import (
	"reflect"
	"testing"

	"github.com/streamvet/streamvet/internal/treetest"
)

func TestCases(t *testing.T) {
	dir := treetest.Dir(t, map[string]string{
		"cases/d001/a.go": "// Case: two send\n// Family: locks\n// Tier: 2\n// Verdict: racy\npackage d001\n\nvar a int // RACE send 1\nvar b int // RACE send 1 close 2\n",
		"cases/d002/a.go": "// Case: they lock\n// Family: locks\n// Tier: 2\n// Verdict: safe\npackage d002\n",
	})
	cases, err := readCases(dir)
	if err != nil || len(cases) != 2 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	const file = "cases/d001/a.go"
	type verdicts map[string]verdict
	for _, tt := range []struct {
		name  string
		list  []diagnostic
		want  verdicts
		extra int
	}{
		{"nothing", nil, verdicts{"d001 send 1": missed, "d001 close 2": missed}, 0},
		{"one line of one race", []diagnostic{said("sendsend", file, 7, 20)}, verdicts{"d001 send 1": found, "d001 close 2": missed}, 0},
		{"a related place", []diagnostic{said("closesend", file, 20, 8)}, verdicts{"d001 send 1": missed, "d001 close 2": found}, 0},
		{"no marked line", []diagnostic{said("sendsend", file, 20)}, verdicts{"d001 send 1": loosely, "d001 close 2": missed}, 1},
		{"a line of another kind", []diagnostic{said("closesend", file, 7)}, verdicts{"d001 send 1": missed, "d001 close 2": loosely}, 1},
	} {
		got, extra := verdicts{}, 0
		for _, i := range scoreCase(cases[0], tt.list) {
			got[i.Name] = i.Verdict
			extra += len(i.Extra)
			if i.Twins != "d001" || !reflect.DeepEqual(i.Groups, []string{"locks", "tier 2"}) {
				t.Errorf("%s: item %+v", tt.name, i)
			}
		}
		if !reflect.DeepEqual(got, tt.want) || extra != tt.extra {
			t.Errorf("%s: %v with %d more, want %v with %d", tt.name, got, extra, tt.want, tt.extra)
		}
	}
	for want, list := range map[verdict][]diagnostic{silent: nil, flagged: {said("sendsend", "cases/d002/a.go", 5)}} {
		items := scoreCase(cases[1], list)
		if len(items) != 1 || items[0].Verdict != want || items[0].Twins != "d001" {
			t.Errorf("%d diagnostics in the safe program: %+v, want %s", len(list), items, want)
		}
	}
}

func TestBugs(t *testing.T) {
	b := bug{name: "b", kinds: []string{"sendsend", "closesend"}, may: []string{"closesend"}}
	at := func(pkg, category string) diagnostic {
		d := said(category, "a.go", 1)
		d.pkg = pkg
		return d
	}
	for _, tt := range []struct {
		name        string
		list        []diagnostic
		racy, fixed verdict
		extra       int
	}{
		{"nothing", nil, missed, silent, 0},
		{"in the twins of others", []diagnostic{at("m/bugs/c/racy", "sendsend"), at("m/bugs/c/fixed", "sendsend")}, missed, silent, 0},
		{"found in a package below", []diagnostic{at("m/bugs/b/racy/lib", "closesend")}, found, silent, 0},
		{"another kind", []diagnostic{at("m/bugs/b/racy", "recvrecv")}, missed, silent, 1},
		{"flagged", []diagnostic{at("m/bugs/b/fixed/lib", "sendsend")}, missed, flagged, 0},
		{"what the fix leaves", []diagnostic{at("m/bugs/b/fixed", "closesend")}, missed, silent, 0},
	} {
		items := scoreBug(b, tt.list)
		if items[0].Verdict != tt.racy || items[1].Verdict != tt.fixed || len(items[0].Extra) != tt.extra {
			t.Errorf("%s: %+v, want %s with %d more, and %s", tt.name, items, tt.racy, tt.extra, tt.fixed)
		}
	}
}
