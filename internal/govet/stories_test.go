package govet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/story"
)

// A finding has the story that its package came with, whatever came first. That of a test variant
// is no other finding, though it may be told in another way.
func TestStories(t *testing.T) {
	finding := func(id string) string {
		return `{"` + id + `": {"streamvet": [{"category": "sendsend", "posn": "/m/a.go:3:2", "end": "/m/a.go:3:9", "message": "first"},
			{"category": "sendsend", "posn": "/m/a.go:4:2", "end": "/m/a.go:4:9", "message": "second"}]}}` + "\n"
	}
	status := func(id, recipe string) string {
		var out bytes.Buffer
		s := &story.Story{At: story.Place{File: "/m/a.go", Line: 4, Col: 2}, Category: "sendsend", Message: "second", Recipe: recipe}
		if err := WriteStatus(&out, id, &Status{Stories: []*story.Story{s}}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	variant := "example.com/a [example.com/a.test]"
	printed := []string{finding(variant), status(variant, "of the variant"), finding("example.com/a"), status("example.com/a", "own")}
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}} {
		var in strings.Builder
		for _, i := range order {
			in.WriteString(printed[i])
		}
		res, err := Decode(strings.NewReader(in.String()))
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Findings) != 2 || len(res.Packages) != 2 {
			t.Fatalf("order %v: %d findings, %d packages", order, len(res.Findings), len(res.Packages))
		}
		if a, b := res.Findings[0].Story, res.Findings[1].Story; a != nil || b == nil || b.Recipe != "own" {
			t.Errorf("order %v: stories are %+v and %+v", order, a, b)
		}
		if res.Packages[0].Stories != nil {
			t.Errorf("order %v: stories stay with the package", order)
		}
		// A story that can't be is none.
		broken, err := Decode(strings.NewReader(strings.ReplaceAll(in.String(), `"recipe"`, `"events":[{"lane":2}],"recipe"`) + `{"x": {"status:": {"stories": [null]}}}`))
		if err != nil || len(broken.Findings) != 2 || broken.Findings[1].Story != nil {
			t.Errorf("order %v: a broken story is taken: %+v, %v", order, broken, err)
		}
		// What several runs have found has its stories as well, and each finding once.
		var all Result
		all.Add(res)
		all.Add(&Result{Findings: []Finding{{Package: "example.com/b", Analyzer: "streamvet", Category: "sendsend",
			Pos: parsePosition("/m/a.go:4:2"), End: parsePosition("/m/a.go:4:9"), Message: "second"}}})
		if len(all.Findings) != 2 || all.Findings[0].Story != nil || all.Findings[1].Story == nil {
			t.Errorf("order %v: together, the findings are %+v", order, all.Findings)
		}
	}
}

// The lines have what the story knows of other packages, with the names of files that the rest has.
func TestWriteTextElsewhere(t *testing.T) {
	at := func(file string, line int) story.Place {
		return story.Place{Package: "example.com/" + file[:1], File: "/m/" + file, Line: line, Col: 2}
	}
	s := &story.Story{
		At: at("a/a.go", 9),
		Events: []story.Event{
			{Lane: 1, Kind: story.Call, Place: at("a/a.go", 9), Text: "calls b.Copy()"},
			{Lane: 1, Kind: story.Go, Starts: 1, Place: at("b/b.go", 3), Text: "starts the first goroutine"},
			{Lane: 1, Kind: story.Locked, Place: at("b/b.go", 4), Text: "locks mu"},
			{Lane: 1, Kind: story.Call, Place: at("a/a.go", 7), Text: "calls b.Send()"},
			{Lane: 1, Kind: story.Access, Place: at("b/b.go", 5), Text: "Send"},
			{Lane: 0, Kind: story.Access, Place: at("b/b.go", 6), Text: "Send"},
			{Lane: 0, Kind: story.Call, Place: story.Place{Package: "c", File: "c/c.go", Line: 1}, Text: "calls what has no file"},
		},
		Mentions: []story.Mention{{Text: "a.go:7", Place: at("a/a.go", 7)}},
	}
	res := &Result{Findings: []Finding{{
		Pos: position(s.At), Message: "also sent at a.go:7", Story: s,
		Related: []Related{{Pos: position(at("a/a.go", 7)), Message: "second goroutine: calls b.Send()"}},
	}}}
	var b strings.Builder
	name := func(file string) string { return strings.TrimPrefix(file, "/m/") }
	if err := res.WriteText(&b, TextStyle{Context: -1, Name: name}); err != nil {
		t.Fatal(err)
	}
	const want = `a/a.go:9:2: also sent at a/a.go:7
b/b.go:3:2: 	second goroutine: starts the first goroutine
b/b.go:6:2: 	first goroutine: Send
a/a.go:7:2: 	second goroutine: calls b.Send()
b/b.go:5:2: 	second goroutine: Send
`
	if b.String() != want {
		t.Errorf("printed\n%swant\n%s", b.String(), want)
	}
}

// An overlap in a package that reports it is not told of once more where it is imported.
func TestRetold(t *testing.T) {
	place := func(pkg string, line int) story.Place {
		return story.Place{Package: pkg, File: "/m/" + pkg + ".go", Line: line, Col: 1}
	}
	finding := func(at story.Place, one, two story.Place) Finding {
		s := &story.Story{At: at, Category: "sendsend", Lanes: [2]story.Lane{{Method: "Send", Access: one}, {Method: "Send", Access: two}}}
		return Finding{Package: at.Package, Category: s.Category, Pos: position(at), Story: s}
	}
	a, b, c := place("lib", 1), place("lib", 2), place("lib", 3)
	user := place("user", 9)
	res := &Result{}
	res.Add(&Result{Findings: []Finding{finding(user, b, a), finding(place("user", 10), b, c)}})
	res.Add(&Result{Findings: []Finding{finding(a, a, b)}})
	var got []string
	for _, f := range res.Findings {
		got = append(got, overlapOf(f.Story).one.file+" "+overlapOf(f.Story).two.file+" "+f.Package)
	}
	if len(res.Findings) != 2 || res.Findings[0].Package != "lib" || overlapOf(res.Findings[1].Story).two.line != 3 {
		t.Errorf("what is left is %q", got)
	}
}
