package analyzer_test

import (
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/docs/checks"
)

// testModule is a module with the real grpc, generated code, and a folder a
// topic with a folder a pair: TOPIC/PAIR/reported holds a program with an
// overlap, TOPIC/PAIR/silent one that differs in the detail that orders or
// separates the calls.
const (
	testModule     = "../testdata/src"
	testModulePath = "streamvet.test"
)

var sides = []string{"reported", "silent"}

// support are the folders of the test module that hold no pairs.
var support = []string{"chatpb", "oldchatpb", "gen"}

var pairs = flag.String("pairs", "./...", "the package pattern in the test module that TestPairs analyzes")

// TestPairs runs the analyzer over the test programs, all in one run: what they
// import takes time, too. One topic or one pair:
//
//	go test ./analyzer -run TestPairs/locks
//	go test ./analyzer -run TestPairs -pairs ./locks/mutex/...
func TestPairs(t *testing.T) {
	// Little is left of a package, so garbage may stay for longer.
	defer debug.SetGCPercent(debug.SetGCPercent(300))
	// What is in use at a time is half of that.
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(900 << 20))
	m := loadModule(t, *pairs)
	programs := slices.DeleteFunc(m.analyze(t, m.packages), func(a *analyzed) bool { return !a.own })
	if len(programs) == 0 {
		t.Fatal("no package was analyzed")
	}
	byTopic := map[string][]*analyzed{}
	for _, a := range programs {
		topic, _, _ := strings.Cut(strings.TrimPrefix(a.path, testModulePath+"/"), "/")
		byTopic[topic] = append(byTopic[topic], a)
	}
	for _, topic := range topics(t) {
		t.Run(topic, func(t *testing.T) {
			if topic == known {
				checkKnown(t, m.fset, byTopic[topic])
				return
			}
			for _, a := range byTopic[topic] {
				for _, text := range a.unmet(m.fset) {
					t.Errorf("pair %s: %s", pairName.FindString(a.path), text)
				}
				for _, d := range a.diagnostics {
					checkDiagnostic(t, m.fset, d)
				}
			}
		})
	}
	t.Run("messages", func(t *testing.T) { checkMessages(t, programs) })
}

// known is the topic of the pairs that streamvet is known to be wrong about.
const known = "known"

// checkKnown checks that streamvet is still wrong about each known pair: one that
// it has come to be right about belongs to its topic.
func checkKnown(t *testing.T, fset *token.FileSet, programs []*analyzed) {
	t.Helper()
	wrong := map[string]bool{}
	for _, a := range programs {
		pair := filepath.Dir(pairName.FindString(a.path))
		wrong[pair] = wrong[pair] || len(a.unmet(fset)) > 0
	}
	for pair := range wrong {
		if !wrong[pair] {
			t.Errorf("%s passes: move it to a topic", pair)
		}
	}
}

// pairName matches the topic and the name of a pair in a path below testModule.
var pairName = regexp.MustCompile(`\b\w+/[^/\s]+/(reported|silent)\b`)

// checkDiagnostic checks what has no syntax in want comments.
func checkDiagnostic(t *testing.T, fset *token.FileSet, d analysis.Diagnostic) {
	t.Helper()
	where := relative(fset.Position(d.Pos))
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%s: %q: %s", where, d.Message, fmt.Sprintf(format, args...))
	}
	if !d.Pos.IsValid() {
		fail("no position")
	}
	if suffix := " [" + d.Category + "]"; !strings.HasSuffix(d.Message, suffix) {
		fail("the message doesn't end with %q", suffix)
	}
	if len(d.Message) > 300 || strings.ContainsRune(d.Message, '\n') {
		fail("the message is no short line")
	}
	if d.Category == "directive" {
		// It is about no calls. The page is the one that explains directives.
		if !strings.HasSuffix(d.URL, "/README.md#suppress-a-finding") {
			fail("URL %q is not that of the section about directives", d.URL)
		}
		return
	}
	if !slices.Contains(checks.Categories(), d.Category) {
		fail("no page is about the category %q", d.Category)
	}
	// Drivers fill in a missing URL: the analyzer's, with the category as its
	// fragment. So the path has to name the page of the category.
	if page, err := url.Parse(d.URL); err != nil || !page.IsAbs() || !strings.Contains(page.Path, "/"+d.Category) {
		fail("URL %q is not that of the category's page", d.URL)
	}
	if len(d.Related) == 0 {
		fail("no related place")
	}
	for _, r := range d.Related {
		if position := fset.Position(r.Pos); position.Line == 0 || position.Filename == "" {
			fail("related place %q has no position", r.Message)
		}
		if r.End <= r.Pos {
			fail("related place %q is no part of the text", r.Message)
		}
		if r.Message == "" {
			fail("the related place at %s has no message", relative(fset.Position(r.Pos)))
		}
	}
}

// TestPairsAreComplete checks the test programs themselves: both sides of each
// pair are there, and say what is expected of them.
func TestPairsAreComplete(t *testing.T) {
	for _, topic := range topics(t) {
		entries, err := os.ReadDir(filepath.Join(testModule, topic))
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			pair := topic + "/" + entry.Name()
			if !entry.IsDir() {
				t.Errorf("%s is no folder: a topic holds pairs only", pair)
				continue
			}
			t.Run(pair, func(t *testing.T) { checkPair(t, filepath.Join(testModule, pair)) })
		}
	}
}

func checkPair(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !slices.Contains(sides, entry.Name()) {
			t.Errorf("%s: a pair holds %s only", entry.Name(), strings.Join(sides, " and "))
		}
	}
	for _, side := range sides {
		files := goFiles(t, filepath.Join(dir, side))
		if len(files) == 0 {
			t.Errorf("%s: no Go file", side)
			continue
		}
		wants := 0
		for _, file := range files {
			wants += countWants(t, file)
		}
		if side == "reported" && wants == 0 {
			t.Error("reported: nothing is expected")
		}
		if side == "silent" && wants != 0 {
			t.Errorf("silent: %d diagnostics are expected", wants)
		}
	}
}

// A want comment may follow a directive, or what looks like one, in one comment.
var want = regexp.MustCompile(`^(// ?streamvet:.* )?// want "(sendsend|recvrecv|closesend|concurrent-write|concurrent-read|concurrent-use|close-beside-write|directive)"`)

// countWants also checks that a file begins with the comment that tells what
// the program is about, and that no want comment is misspelt: what
// is no expectation is an ordinary comment.
func countWants(t *testing.T, name string) int {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if len(file.Comments) == 0 || file.Comments[0].Pos() > file.Package {
		t.Errorf("%s: no comment at the top that tells what the program shows", relative(fset.Position(file.Pos())))
	}
	count := 0
	for _, group := range file.Comments {
		for _, comment := range group.List {
			switch {
			case want.MatchString(comment.Text):
				count++
			case strings.Contains(comment.Text, `want "`) || strings.Contains(comment.Text, "want `"):
				t.Errorf("%s: malformed expectation: %s", relative(fset.Position(comment.Pos())), comment.Text)
			}
		}
	}
	return count
}

// topics returns the folders of the test module that hold pairs, sorted.
func topics(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(testModule)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]bool)
	for _, entry := range entries {
		if entry.IsDir() && !slices.Contains(support, entry.Name()) {
			found[entry.Name()] = true
		}
	}
	if len(found) == 0 {
		t.Fatalf("%s: no topics", testModule)
	}
	return slices.Sorted(maps.Keys(found))
}

func goFiles(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(name) == ".go" {
			files = append(files, name)
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

// download fetches what the test module requires: what is loaded of it later must
// not wait for the network.
func download(t *testing.T) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "mod", "download")
	cmd.Dir = testModule
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go mod download in %s: %v\n%s", testModule, err, out)
	}
}

func absolute(t *testing.T, dir string) string {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// relative shortens a position to one below the test module.
func relative(position token.Position) string {
	root, err := filepath.Abs(testModule)
	if err != nil {
		return position.String()
	}
	if name, err := filepath.Rel(root, position.Filename); err == nil && !strings.HasPrefix(name, "..") {
		position.Filename = name
	}
	return position.String()
}
