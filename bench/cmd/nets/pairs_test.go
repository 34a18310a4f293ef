package main

import (
	"reflect"
	"testing"

	"github.com/streamvet/streamvet/internal/treetest"
)

// said is a diagnostic with the given category at the given lines of file.
func said(category, file string, lines ...int) diagnostic {
	d := diagnostic{category: category, message: "said"}
	for _, line := range lines {
		d.places = append(d.places, place{file, line})
	}
	return d
}

func TestReadHalves(t *testing.T) {
	dir := treetest.Dir(t, map[string]string{
		"chatpb/chat.go":                "package chatpb\n",
		"locks/mutex/reported/chat.go":  "// No lock.\n// At all.\npackage reported\n\nvar a = 1 // want \"sendsend\"\n\n// Not want.\nvar b = 1 // want \"sendsend\" \"closesend\"\n",
		"locks/mutex/reported/lib/a.go": "// Below.\npackage lib\n",
		"locks/mutex/silent/chat.go":    "// A lock.\npackage silent\n",
		"directives/d/reported/chat.go": "// A comment.\npackage reported\n\n//streamvet:ignore x // want \"directive\"\nvar a = 1\n",
	})
	got, err := readHalves(dir)
	if err != nil {
		t.Fatal(err)
	}
	file := "locks/mutex/reported/chat.go"
	want := map[string]half{
		"locks/mutex/reported": {topic: "locks", pair: "mutex", side: "reported", about: "No lock.",
			wants: []want{{place{file, 5}, "sendsend"}, {place{file, 8}, "sendsend"}, {place{file, 8}, "closesend"}}},
		"locks/mutex/silent": {topic: "locks", pair: "mutex", side: "silent", about: "A lock."},
		"directives/d/reported": {topic: "directives", pair: "d", side: "reported", about: "A comment.",
			wants: []want{{place{"directives/d/reported/chat.go", 4}, "directive"}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestScoreHalf(t *testing.T) {
	const file = "chat.go"
	wants := []want{{place{file, 5}, "sendsend"}, {place{file, 8}, "closesend"}}
	reported := half{topic: "locks", pair: "mutex", side: "reported", wants: wants}
	silentHalf := half{topic: "locks", pair: "mutex", side: "silent"}
	aboutComments := half{topic: directives, pair: "mutex", side: "silent"}
	for _, tt := range []struct {
		name  string
		half  half
		list  []diagnostic
		want  verdict
		extra int
	}{
		{"nothing is reported", reported, nil, missed, 0},
		{"all", reported, []diagnostic{said("closesend", file, 8, 5), said("sendsend", file, 5, 8)}, found, 0},
		{"one of two", reported, []diagnostic{said("sendsend", file, 5)}, loosely, 0},
		{"the other place", reported, []diagnostic{said("sendsend", file, 6, 5), said("closesend", file, 8)}, loosely, 0},
		{"another category", reported, []diagnostic{said("recvrecv", file, 5)}, missed, 0},
		{"more", reported, []diagnostic{said("sendsend", file, 5), said("sendsend", file, 5), said("closesend", file, 8)}, found, 1},
		{"silent", silentHalf, nil, silent, 0},
		{"flagged", silentHalf, []diagnostic{said("sendsend", file, 5)}, flagged, 0},
		{"a comment", silentHalf, []diagnostic{said("directive", file, 5)}, silent, 0},
		{"a comment where comments matter", aboutComments, []diagnostic{said("directive", file, 5)}, flagged, 0},
	} {
		got := scoreHalf(tt.half, tt.list)
		if got.Verdict != tt.want || len(got.Extra) != tt.extra {
			t.Errorf("%s: %s with %d more, want %s with %d", tt.name, got.Verdict, len(got.Extra), tt.want, tt.extra)
		}
	}
}

func TestHalfOf(t *testing.T) {
	for pkg, want := range map[string]string{
		"streamvet.test/locks/mutex/silent":     "locks/mutex/silent",
		"streamvet.test/locks/mutex/silent/a/b": "locks/mutex/silent",
		"streamvet.test/chatpb":                 "chatpb",
	} {
		if got := halfOf(pkg); got != want {
			t.Errorf("%s: %q, want %q", pkg, got, want)
		}
	}
}
