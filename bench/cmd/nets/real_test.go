package main

import (
	"path/filepath"
	"reflect"
	"testing"

	"github.com/streamvet/streamvet/internal/treetest"
)

func TestScoreRepository(t *testing.T) {
	const file = "server.go"
	rows := []judged{
		{repo: "o/r", kind: "sendsend", place: place{file, 10}, other: place{file, 20}, holds: true},
		{repo: "o/r", kind: "sendsend", place: place{file, 15}, other: place{file, 20}},
	}
	first, second := "o/r sendsend server.go:10 server.go:20", "o/r sendsend server.go:15 server.go:20"
	type verdicts map[string]verdict
	for _, tt := range []struct {
		name string
		list []diagnostic
		want verdicts
	}{
		{"nothing", nil, verdicts{first: missed, second: silent}},
		{"both places", []diagnostic{said("sendsend", file, 20, 3, 10)}, verdicts{first: found, second: silent}},
		{"one place", []diagnostic{said("sendsend", file, 20, 21)}, verdicts{first: loosely, second: silent, "o/r sendsend server.go:20": other}},
		{"another kind", []diagnostic{said("closesend", file, 10, 20)}, verdicts{first: missed, second: silent, "o/r closesend server.go:10": other}},
		{"the false one", []diagnostic{said("sendsend", file, 15, 20)}, verdicts{first: loosely, second: flagged}},
		{"twice on one line", []diagnostic{said("recvrecv", file, 1), said("recvrecv", file, 1)},
			verdicts{first: missed, second: silent, "o/r recvrecv server.go:1": other, "o/r recvrecv server.go:1 (2)": other}},
	} {
		got := verdicts{}
		for _, i := range scoreRepository("o/r", rows, tt.list) {
			got[i.Name] = i.Verdict
		}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	nothing := []judged{{repo: "o/r", kind: "-"}}
	for want, list := range map[verdict][]diagnostic{silent: nil, flagged: {said("sendsend", file, 1)}} {
		items := scoreRepository("o/r", nothing, list)
		if len(items) != 1 || items[0].Verdict != want {
			t.Errorf("nothing to report, %d diagnostics: %+v, want %s", len(list), items, want)
		}
	}
}

func TestReadJudged(t *testing.T) {
	const head = "repo\tcommit\tpackages\tkind\tplace\tother\tverdict\treason\n"
	dir := treetest.Dir(t, map[string]string{
		"good":    head + "o/r\tabc\t./a ./b\tsendsend\ta/a.go:1\tb/b.go:2\ttrue\tWhy.\no/s\tabc\t.\t-\t-\t-\tfalse\tNothing.\n",
		"columns": head + "o/r\tabc\n",
		"line":    head + "o/r\tabc\t.\tsendsend\ta.go\tb.go:2\ttrue\tWhy.\n",
	})
	got, err := readJudged(filepath.Join(dir, "good"))
	want := []judged{
		{repo: "o/r", kind: "sendsend", place: place{"a/a.go", 1}, other: place{"b/b.go", 2}, holds: true, reason: "Why."},
		{repo: "o/s", kind: "-", reason: "Nothing."},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	for _, name := range []string{"columns", "line", "missing"} {
		if _, err := readJudged(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestReadAllJudged(t *testing.T) {
	const head = "repo\tcommit\tpackages\tkind\tplace\tother\tverdict\treason\n"
	dir := treetest.Dir(t, map[string]string{
		"one":    head + "o/r\tabc\t.\t-\t-\t-\tfalse\tNothing.\n",
		"two":    head + "o/s\tabc\t.\t-\t-\t-\tfalse\tNothing.\n",
		"broken": head + "o/s\n",
	})
	file := func(name string) string { return filepath.Join(dir, name) }
	got, err := readAllJudged(file("one"), file("missing"), file("two"))
	if err != nil || len(got) != 2 || got[0].repo != "o/r" || got[1].repo != "o/s" {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, names := range [][]string{{file("missing")}, {file("one"), file("broken")}} {
		if _, err := readAllJudged(names...); err == nil {
			t.Errorf("%q: no error", names)
		}
	}
}
