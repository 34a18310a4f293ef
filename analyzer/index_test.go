package analyzer_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

//go:generate go test -run TestIndex -index

var writeIndex = flag.Bool("index", false, "write the index of the test programs")

// about says what the topics of the test programs are.
var about = map[string]string{
	"access":      "Which calls exclude each other, and in which ways they are made.",
	"calls":       "Streams and functions that go through calls: parameters, results, callbacks, generic functions.",
	"channels":    "Streams that are sent through channels, and channels that order.",
	"connect":     "Streams of connectrpc.com/connect.",
	"directives":  "Comments that suppress findings.",
	"field":       "Public bugs, rebuilt as small programs: before and after the fix.",
	"flow":        "Branches, loops, errors, returns: what can be executed one after the other.",
	"goroutines":  "Who starts goroutines, and who waits for their end.",
	"http2frames": "Frames of HTTP/2: golang.org/x/net/http2.Framer.",
	"identity":    "Whether two calls are about one stream.",
	"kitex":       "Streams of CloudWeGo's kitex.",
	"known":       "Pairs that streamvet is known to get wrong.",
	"locks":       "Mutexes, and what serves as one.",
	"objects":     "Objects whose methods are called by several goroutines.",
	"order":       "Flags, counters, signals and other things that order calls.",
	"packages":    "Programs of several packages.",
	"pgx":         "Connections to PostgreSQL: jackc/pgx.",
	"proxies":     "Handlers that pass messages on to another server.",
	"quic":        "Streams of quic-go.",
	"redigo":      "Connections to Redis: gomodule/redigo.",
	"servers":     "Handlers of RPCs and of HTTP requests, and what they share.",
	"values":      "Streams in structs, maps, slices, interfaces and variables.",
	"websocket":   "WebSocket connections of several libraries.",
	"wrappers":    "Types and interfaces around streams.",
}

// TestIndex checks that the index of the test programs is that of the programs.
func TestIndex(t *testing.T) {
	name := filepath.Join(testModule, "README.md")
	want := index(t)
	if *writeIndex {
		if err := os.WriteFile(name, want, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is stale: go generate ./analyzer", name)
	}
}

// index returns the index: for each topic its pairs, with what their programs say of
// themselves.
func index(t *testing.T) []byte {
	t.Helper()
	all := topics(t)
	var b bytes.Buffer
	b.WriteString(`# The test programs

Made by ` + "`go generate ./analyzer`" + ` from the first comments of the programs.

A pair is two programs that differ in one detail: *reported* has an overlap, *silent* has none. The name of a pair links to it; *old* is the
same with code of the old generator. [How to add one](../../docs/how-to-add.md#a-pair-of-test-programs).

| topic | pairs | |
|---|---|---|
`)
	for _, topic := range all {
		if about[topic] == "" {
			t.Errorf("the table in index_test.go doesn't say what the topic %s is about", topic)
		}
		fmt.Fprintf(&b, "| [%s](#%s) | %d | %s |\n", topic, topic, len(pairsOf(t, topic)), about[topic])
	}
	for _, topic := range all {
		fmt.Fprintf(&b, "\n## %s\n\n", topic)
		names := pairsOf(t, topic)
		there := map[string]bool{}
		for _, name := range names {
			there[name] = true
		}
		for _, name := range names {
			if there[strings.TrimSuffix(name, "_old")] && strings.HasSuffix(name, "_old") {
				continue
			}
			fmt.Fprintf(&b, "- [%s](%s/%s)", name, topic, name)
			if there[name+"_old"] {
				fmt.Fprintf(&b, " ([old](%s/%s_old))", topic, name)
			}
			dir := filepath.Join(testModule, topic, name)
			fmt.Fprintf(&b, ": %s *Silent:* %s\n", sentence(t, filepath.Join(dir, sides[0])), sentence(t, filepath.Join(dir, sides[1])))
		}
	}
	return b.Bytes()
}

// pairsOf returns the names of the pairs of a topic, in order.
func pairsOf(t *testing.T, topic string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(testModule, topic))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// sentence returns what the first comment of a program says of it.
func sentence(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		files = goFiles(t, dir)
	}
	if len(files) == 0 {
		t.Errorf("%s: no program", dir)
		return ""
	}
	file, err := parser.ParseFile(token.NewFileSet(), files[0], nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	if len(file.Comments) == 0 {
		t.Errorf("%s: no comment at the top that tells what the program shows", files[0])
		return ""
	}
	text, _, _ := strings.Cut(strings.TrimSpace(file.Comments[0].Text()), "\n\n")
	text = strings.Join(strings.Fields(text), " ")
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return strings.NewReplacer("*", `\*`, "_", `\_`, "<", `\<`, "[", `\[`, "]", `\]`).Replace(text)
}
