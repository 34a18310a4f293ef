package govet

import (
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Two packages in the wrong order, a comment between them, a finding
// that both the package and its test variant report, and an error.
const vetOutput = `# example.com/b
{
	"example.com/b [example.com/b.test]": {
		"streamvet": [
			{
				"category": "sendsend",
				"posn": "/m/b/b.go:9:2",
				"end": "/m/b/b.go:9:8",
				"message": "second",
				"related": [
					{"posn": "/m/b/b.go:7:2", "end": "-", "message": "the goroutine starts here"}
				]
			}
		]
	},
	"example.com/b": {
		"streamvet": [
			{
				"category": "sendsend",
				"posn": "/m/b/b.go:9:2",
				"end": "/m/b/b.go:9:8",
				"message": "second",
				"related": [
					{"posn": "/m/b/b.go:7:2", "end": "-", "message": "the goroutine starts here"}
				]
			}
		]
	}
}
# example.com/a
{"example.com/a": {"streamvet": [{"posn": "C:\\m\\a.go:3:1", "end": "C:\\m\\a.go:3", "message": "first"}]}}
{"example.com/c": {"streamvet": {"error": "out of order"}}}
`

func TestDecode(t *testing.T) {
	got, err := Decode(strings.NewReader(vetOutput))
	if err != nil {
		t.Fatal(err)
	}
	want := &Result{
		Findings: []Finding{
			{
				Package:  "example.com/b",
				Analyzer: "streamvet",
				Category: "sendsend",
				Pos:      token.Position{Filename: "/m/b/b.go", Line: 9, Column: 2},
				End:      token.Position{Filename: "/m/b/b.go", Line: 9, Column: 8},
				Message:  "second",
				Related: []Related{{
					Pos:     token.Position{Filename: "/m/b/b.go", Line: 7, Column: 2},
					End:     token.Position{Filename: "-"},
					Message: "the goroutine starts here",
				}},
			},
			{
				Package:  "example.com/a",
				Analyzer: "streamvet",
				Pos:      token.Position{Filename: `C:\m\a.go`, Line: 3, Column: 1},
				End:      token.Position{Filename: `C:\m\a.go`, Line: 3},
				Message:  "first",
			},
		},
		Errors: []AnalysisError{{"example.com/c", "streamvet", "out of order"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Decode:\n got %+v\nwant %+v", got, want)
	}
}

func TestDecodeRejects(t *testing.T) {
	for _, in := range []string{
		`{"p": {"a": [`,
		`{"p": {"a": "text"}}`,
		`streamvet: something went wrong`,
	} {
		if res, err := Decode(strings.NewReader(in)); err == nil {
			t.Errorf("Decode(%q) = %+v, want an error", in, res)
		}
	}
}

// What WriteJSON writes, Decode reads.
func TestWriteJSON(t *testing.T) {
	want, err := Decode(strings.NewReader(vetOutput))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := want.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	got, err := Decode(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("after WriteJSON and Decode:\n got %+v\nwant %+v", got, want)
	}
}

func TestWriteText(t *testing.T) {
	res, err := Decode(strings.NewReader(vetOutput))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	short := func(name string) string { return strings.TrimPrefix(name, "/m/") }
	if err := res.WriteText(&b, TextStyle{Context: -1, Name: short}); err != nil {
		t.Fatal(err)
	}
	const want = `example.com/c: streamvet: out of order
b/b.go:9:2: second
b/b.go:7:2: 	the goroutine starts here
C:\m\a.go:3:1: first
`
	if b.String() != want {
		t.Errorf("WriteText:\n got %q\nwant %q", b.String(), want)
	}
}

func TestWriteTextContext(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.go")
	if err := os.WriteFile(name, []byte("one\ntwo\nthree\nfour\nfive"), 0o666); err != nil {
		t.Fatal(err)
	}
	at := func(line int) token.Position { return token.Position{Filename: name, Line: line, Column: 1} }
	res := &Result{Findings: []Finding{
		{Pos: at(1), End: at(1), Message: "first"},
		{Pos: at(4), End: at(5), Message: "last", Related: []Related{{Pos: at(9), Message: "nowhere"}}},
	}}
	var b strings.Builder
	short := func(string) string { return "x.go" }
	if err := res.WriteText(&b, TextStyle{Context: 1, Name: short}); err != nil {
		t.Fatal(err)
	}
	const want = "x.go:1:1: first\n1\tone\n2\ttwo\n" +
		"x.go:4:1: last\n3\tthree\n4\tfour\n5\tfive\n" +
		"x.go:9:1: \tnowhere\n"
	if b.String() != want {
		t.Errorf("WriteText:\n got %q\nwant %q", b.String(), want)
	}
}

// Others have written names, messages and lines of code: nothing of it is what
// a terminal obeys, and none can begin a line of its own.
func TestWriteTextPrintable(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.go")
	if err := os.WriteFile(name, []byte("// \x1b]0;t\a\r\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	res := &Result{
		Findings: []Finding{{
			Pos: token.Position{Filename: name, Line: 1, Column: 1}, Message: "a\nb.go:1:1: \u202e",
			Related: []Related{{Pos: token.Position{Filename: name, Line: 7}, Message: "\u009b1m"}},
		}},
		Errors: []AnalysisError{{"p", "streamvet", "\x1b[2J\nmore"}},
	}
	var b strings.Builder
	if err := res.WriteText(&b, TextStyle{Name: func(string) string { return "::error::\nx.go" }}); err != nil {
		t.Fatal(err)
	}
	const want = "p: streamvet: \\x1b[2J\nmore\n" +
		"::error::\\nx.go:1:1: a\\nb.go:1:1: \\u202e\n1\t// \\x1b]0;t\\a\n" +
		"::error::\\nx.go:7: \t\\u009b1m\n"
	if b.String() != want {
		t.Errorf("WriteText:\n got %q\nwant %q", b.String(), want)
	}
}
