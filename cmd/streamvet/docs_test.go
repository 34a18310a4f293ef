package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/docs/image"
	"github.com/streamvet/streamvet/internal/config"
	"github.com/streamvet/streamvet/internal/govet"
)

// prelude makes a file of a block of code from the docs. Its imports are
// all used, so that a block may use any of them.
const prelude = `package page

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/streamvet/streamvet/examples/chatpb"
	"google.golang.org/grpc"
)

var (
	_ context.Context
	_ = errors.Is
	_ = fmt.Println
	_ io.Reader
	_ = maps.Keys[map[int]int]
	_ = slices.Clone[[]int]
	_ sync.Mutex
	_ time.Time
	_ *chatpb.Message
	_ grpc.ClientStream
)

type Server struct{ chatpb.UnimplementedChatServer }

`

// reportedMark stands on the lines of a block on which there is something
// to report.
const reportedMark = "// reported"

// The code in the docs compiles, and streamvet reports exactly the lines
// that are marked so: the wrong examples, and nothing in the right ones.
func TestBlocksOfPages(t *testing.T) {
	dir := blocksModule(t)
	pages := map[string]string{"sendsend in README": doc(t, "README.md")} // the text by category and name
	for _, category := range checks.Categories() {
		pages[category], _ = checks.Page(category)
	}
	for api, category := range map[string]string{
		"websocket": "concurrent-write", "connect": "concurrent-write", "http2": "concurrent-write", "kitex": "close-beside-write",
		"quic-go": "close-beside-write", "redigo": "concurrent-use", "pgx": "concurrent-use",
	} {
		page, err := os.ReadFile(filepath.Join("..", "..", "docs", "apis", api+".md"))
		if err != nil {
			t.Fatal(err)
		}
		pages[category+" in "+api] = string(page)
	}
	want := make(map[string]string) // "folder/block.go:line" to category
	for name, page := range pages {
		category, folder, _ := strings.Cut(name, " in ")
		marks := 0
		for i, block := range goBlocks(page) {
			name := fmt.Sprintf("%s%s%d/block.go", category, folder, i)
			file := block
			if !strings.HasPrefix(block, "package ") {
				file = prelude + block
			}
			writeFile(t, filepath.Join(dir, name), file)
			for n, line := range strings.Split(file, "\n") {
				if strings.HasSuffix(line, reportedMark) {
					want[fmt.Sprintf("%s:%d", name, n+1)] = category
					marks++
				}
			}
		}
		if marks == 0 {
			t.Errorf("the page %s has no wrong example", name)
		}
	}

	got := make(map[string]string)
	for _, f := range findings(t, dir).Findings {
		rel, err := filepath.Rel(dir, f.Pos.Filename)
		if err != nil {
			t.Fatal(err)
		}
		got[fmt.Sprintf("%s:%d", filepath.ToSlash(rel), f.Pos.Line)] = f.Category
	}
	for _, place := range slices.Sorted(maps.Keys(want)) {
		if got[place] != want[place] {
			t.Errorf("%s: reported %q, want %q", place, got[place], want[place])
		}
		delete(got, place)
	}
	for place, category := range got {
		t.Errorf("%s: reported %q, want nothing", place, category)
	}
}

// update writes what the tool prints into the pages that quote it.
var update = flag.Bool("update", false, "make the docs quote what streamvet prints")

// The docs quote what commands print on a terminal.
func TestQuotedOutput(t *testing.T) {
	const prompt = "\n```console\n$ go run ./cmd/streamvet "
	for file, quotes := range map[string]int{"README.md": 1, "docs/reports.md": 1} {
		page := doc(t, file)
		before, rest, ok := strings.Cut(page, prompt)
		if n := strings.Count(page, prompt); n != quotes || !ok {
			t.Errorf("%s quotes %d commands, want %d", file, n, quotes)
			continue
		}
		command, rest, _ := strings.Cut(rest, "\n")
		quoted, after, _ := strings.Cut(rest, "```\n")
		printed := example(t, append(strings.Fields(command), "-report=long")...)
		if quoted == printed {
			continue
		}
		if !*update {
			t.Errorf("%s quotes\n%s\nbut the command prints\n%s\n(go test ./cmd/streamvet -update)", file, quoted, printed)
			continue
		}
		writeFile(t, filepath.Join("..", "..", file), before+prompt+command+"\n"+printed+"```\n"+after)
	}
}

// The picture in README.md is what a terminal shows of the first finding.
func TestPicture(t *testing.T) {
	const file = "docs/report.svg"
	printed := example(t, "-C", "examples", "-color=always", "./chat")
	first, _, _ := strings.Cut(printed, "\n\n")
	picture := image.SVG(first, "A report of streamvet on a terminal")
	if !strings.Contains(doc(t, "README.md"), "]("+file+")") {
		t.Errorf("README.md doesn't show %s", file)
	}
	if *update {
		writeFile(t, filepath.Join("..", "..", file), picture)
	} else if doc(t, file) != picture {
		t.Errorf("%s is not what the command prints now (go test ./cmd/streamvet -update)", file)
	}
}

// example runs the command on the examples, and returns what it prints. It finds
// both mistakes, and nothing in their fixed twin.
func example(t *testing.T, args ...string) string {
	t.Helper()
	r := &runner{t: t, dir: filepath.Join("..", ".."), env: append(os.Environ(), asStreamvet+"="+asReal, "COLUMNS=100", "NO_COLOR=")}
	got := r.streamvet(args...)
	if got.code != exitFindings {
		t.Errorf("exit code %d, want %d", got.code, exitFindings)
	}
	for _, category := range []string{"sendsend", "closesend"} {
		if !strings.Contains(got.stderr, category) {
			t.Errorf("nothing of category %s is reported in the examples:\n%s", category, got.stderr)
		}
	}
	if strings.Contains(got.stderr, "chatfixed") {
		t.Errorf("something is reported in the fixed example:\n%s", got.stderr)
	}
	return got.stderr
}

// doc returns a page of the docs.
func doc(t *testing.T, file string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// goBlocks returns the blocks of Go code in a page.
func goBlocks(page string) []string {
	var blocks []string
	for {
		_, rest, ok := strings.Cut(page, "\n```go\n")
		if !ok {
			return blocks
		}
		block, after, ok := strings.Cut(rest, "\n```\n")
		if !ok {
			return blocks
		}
		blocks = append(blocks, block+"\n")
		page = after
	}
}

// blocksModule makes a module with what the test programs require, and the
// generated code of the examples.
func blocksModule(t *testing.T) string {
	t.Helper()
	examples := examplesDir(t)
	programs := filepath.Join("..", "..", "testdata", "src")
	dir := t.TempDir()
	mod, err := os.ReadFile(filepath.Join(programs, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, requirements, _ := strings.Cut(string(mod), "\n")
	writeFile(t, filepath.Join(dir, "go.mod"), fmt.Sprintf("module pages.test\n%s\n"+
		"require github.com/streamvet/streamvet/examples v0.0.0\n"+
		"replace github.com/streamvet/streamvet/examples => %s\n", requirements, examples))
	var sums []byte
	for _, module := range []string{programs, examples} {
		sum, err := os.ReadFile(filepath.Join(module, "go.sum"))
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, sum...)
	}
	writeFile(t, filepath.Join(dir, "go.sum"), string(sums))
	return dir
}

func examplesDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// findings runs streamvet, as this test binary, on all of a module.
func findings(t *testing.T, dir string) *govet.Result {
	t.Helper()
	env := append(os.Environ(), asStreamvet+"="+asReal, "GOWORK=off", "GOFLAGS=")
	res, err := govet.Config{Dir: dir, Env: env}.Run(t.Context(), "./...")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range res.Errors {
		t.Error(e)
	}
	return res
}

// The schema of the project's file has the keys that there are.
func TestSchemaKeys(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "streamvet.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema struct{ Properties map[string]any }
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	want := []string{"$schema", "baseline", "severity"}
	analyzer.Analyzer.Flags.VisitAll(func(f *flag.Flag) {
		if config.IsKey(f.Name) {
			want = append(want, f.Name)
		}
	})
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(schema.Properties)); !slices.Equal(got, want) {
		t.Errorf("the keys are %q, want %q", got, want)
	}
}
