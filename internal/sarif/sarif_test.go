package sarif

import (
	"bytes"
	"encoding/json"
	"go/token"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/story"
)

const code = `package p

func Greet() {
	go func() {
		/* grüße */ streams[id].Send(1)
	}()
	streams[id].Send(2)
}
`

// module writes code below a directory with .git and returns the
// finding in it.
func module(t *testing.T, code string) (root string, f govet.Finding) {
	t.Helper()
	root = t.TempDir()
	file := filepath.Join(root, "sub dir", "p.go")
	for _, dir := range []string{filepath.Dir(file), filepath.Join(root, ".git")} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(file, []byte(code), 0o666); err != nil {
		t.Fatal(err)
	}
	at := func(text string) (pos, end token.Position) {
		i := strings.Index(code, text)
		if i < 0 {
			t.Fatalf("no %q in the code", text)
		}
		line := strings.Count(code[:i], "\n") + 1
		col := i - strings.LastIndexByte(code[:i], '\n')
		return token.Position{Filename: file, Line: line, Column: col},
			token.Position{Filename: file, Line: line, Column: col + len(text)}
	}
	f = govet.Finding{
		Package:  "example.com/p",
		Category: "sendsend",
		Message:  "concurrent Send on streams[id]: also sent at p.go:7 [sendsend]",
	}
	f.Pos, f.End = at("streams[id].Send(1)")
	other := govet.Related{Message: "the other Send"}
	other.Pos, other.End = at("streams[id].Send(2)")
	start := govet.Related{Message: "the goroutine starts here"}
	start.Pos, start.End = at("go")
	f.Related = []govet.Related{other, start}
	return root, f
}

// write returns the only run of the log for findings.
func write(t *testing.T, root string, findings ...govet.Finding) run {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, &govet.Result{Findings: findings}, nil, root, "v1.2.3"); err != nil {
		t.Fatal(err)
	}
	var l log
	dec := json.NewDecoder(&b)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil {
		t.Fatal(err)
	}
	if len(l.Runs) != 1 {
		t.Fatalf("%d runs, want 1", len(l.Runs))
	}
	return l.Runs[0]
}

func TestResult(t *testing.T) {
	root, f := module(t, code)
	r := write(t, root, f).Results[0]

	wantText := `concurrent Send on streams\[id\]: also sent at p.go:7` +
		"\n\t" + `[the other Send](1)` +
		"\n\t" + `[the goroutine starts here](2)`
	if r.Message.Text != wantText {
		t.Errorf("message is\n%s\nwant\n%s", r.Message.Text, wantText)
	}

	loc := r.Locations[0].PhysicalLocation
	if want := (artifactLocation{"sub%20dir/p.go", baseID}); loc.ArtifactLocation != want {
		t.Errorf("file is %+v, want %+v", loc.ArtifactLocation, want)
	}
	// Two tabs, and a comment of 11 characters in 13 bytes with a blank.
	if want := (region{5, 15, 5, 34}); *loc.Region != want {
		t.Errorf("region is %+v, want %+v", *loc.Region, want)
	}

	if len(r.RelatedLocations) != 2 || r.RelatedLocations[0].ID != 1 || r.RelatedLocations[1].ID != 2 ||
		r.RelatedLocations[0].PhysicalLocation.Region.StartLine != 7 ||
		r.RelatedLocations[1].PhysicalLocation.Region.StartLine != 4 {
		t.Errorf("related locations are %+v", r.RelatedLocations)
	}

	if len(r.CodeFlows)+len(r.Stacks) > 0 {
		t.Errorf("without a story, there are flows %+v and stacks %+v", r.CodeFlows, r.Stacks)
	}
}

func TestFingerprint(t *testing.T) {
	prints := func(code string) map[string]string {
		root, f := module(t, code)
		return write(t, root, f).Results[0].PartialFingerprints
	}
	before := prints(code)
	if before["streamvet/v1"] == "" || before["primaryLocationLineHash"] == "" {
		t.Fatalf("fingerprints are %v", before)
	}
	moved := prints(strings.Replace(code, "package p\n", "package p\n\n// Comment.\nvar x int\n", 1))
	if moved["streamvet/v1"] != before["streamvet/v1"] {
		t.Errorf("fingerprint changed when lines moved: %v, %v", before, moved)
	}
	renamed := prints(strings.Replace(code, "func Greet", "func Wave", 1))
	if renamed["streamvet/v1"] == before["streamvet/v1"] {
		t.Errorf("same fingerprint in another function: %v", before)
	}

	// Two findings with one anchor are told apart.
	root, f := module(t, code)
	results := write(t, root, f, f).Results
	if a, b := results[0].PartialFingerprints["streamvet/v1"], results[1].PartialFingerprints["streamvet/v1"]; a == b {
		t.Errorf("two findings with fingerprint %s", a)
	}
}

func TestRules(t *testing.T) {
	root, f := module(t, code)
	f.Category = "unheard-of"
	r := write(t, root, f)
	driver := r.Tool.Driver
	if driver.Version != "v1.2.3" {
		t.Errorf("version is %q", driver.Version)
	}
	for _, category := range checks.Categories() {
		i := slices.IndexFunc(driver.Rules, func(r rule) bool { return r.ID == category })
		if i < 0 {
			t.Errorf("no rule %s", category)
			continue
		}
		page, _ := checks.Page(category)
		rule := driver.Rules[i]
		if rule.Help.Markdown != page || !strings.HasSuffix(rule.HelpURI, "/docs/checks/"+category+".md") {
			t.Errorf("rule %s does not have its page: %+v", category, rule)
		}
		if rule.ShortDescription.Text == "" {
			t.Errorf("rule %s has no description", category)
		}
	}
	f.Category = "directive"
	rules := write(t, root, f).Tool.Driver.Rules
	if rule := rules[len(rules)-1]; rule.ID != "directive" || !strings.HasSuffix(rule.HelpURI, "/README.md#suppress-a-finding") {
		t.Errorf("the rule for directives is %+v", rule)
	}
	res := r.Results[0]
	if driver.Rules[res.RuleIndex].ID != "unheard-of" || res.RuleID != "unheard-of" {
		t.Errorf("the result's rule is %s at %d", res.RuleID, res.RuleIndex)
	}
}

func TestNoFindings(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, new(govet.Result), nil, "", ""); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"results": []`) {
		t.Errorf("no empty list of results in\n%s", &b)
	}
}

// What could not be analyzed is told beside what was found.
func TestUnanalyzed(t *testing.T) {
	root, f := module(t, code)
	var b bytes.Buffer
	err := Write(&b, &govet.Result{Findings: []govet.Finding{f}, Unanalyzed: []govet.Unanalyzed{
		{Reason: "can't be loaded", Text: "go: errors parsing go.mod"},
		{Package: "example.com/q", Reason: "does not build", Text: "q/q.go:3:1: m[x] is no type", Pos: token.Position{Filename: filepath.Join(root, "q", "q.go"), Line: 3}},
	}}, nil, root, "")
	if err != nil {
		t.Fatal(err)
	}
	var l log
	if err := json.Unmarshal(b.Bytes(), &l); err != nil {
		t.Fatal(err)
	}
	r := l.Runs[0]
	if len(r.Results) != 1 || len(r.Invocations) != 1 || !r.Invocations[0].ExecutionSuccessful {
		t.Errorf("%d results, invocations %+v", len(r.Results), r.Invocations)
	}
	want := []notification{
		{Level: "error", Message: message{"A package was not analyzed (can't be loaded).\ngo: errors parsing go.mod"}},
		{Level: "error", Message: message{`The package example.com/q was not analyzed (does not build).` + "\n" + `q/q.go:3:1: m\[x\] is no type`}, Locations: []location{
			{PhysicalLocation: &physicalLocation{artifactLocation{"q/q.go", baseID}, &region{StartLine: 3}}},
		}},
	}
	if got := r.Invocations[0].ToolExecutionNotifications; !reflect.DeepEqual(got, want) {
		t.Errorf("notifications are %+v, want %+v", got, want)
	}
}

func TestPlaces(t *testing.T) {
	root := t.TempDir()
	p := newPlaces(root)
	at := func(file string, line, col int) token.Position {
		return token.Position{Filename: file, Line: line, Column: col}
	}
	inside, outside := filepath.Join(root, "a:b.go"), filepath.Join(filepath.Dir(root), "c.go")
	for _, test := range []struct {
		name     string
		pos, end token.Position
		region   *region
	}{
		{"no line", at(inside, 0, 0), at(inside, 0, 0), nil},
		{"line only", at(inside, 3, 1), at(inside, 3, 1), &region{StartLine: 3}},
		{"no end", at(inside, 3, 7), token.Position{}, &region{StartLine: 3, StartColumn: 7}},
		{"end before start", at(inside, 3, 7), at(inside, 2, 9), &region{StartLine: 3, StartColumn: 7}},
		{"end in another file", at(inside, 3, 7), at(outside, 4, 9), &region{StartLine: 3, StartColumn: 7}},
		{"several lines", at(inside, 3, 7), at(inside, 4, 2), &region{3, 7, 4, 2}},
	} {
		got := p.at(test.pos, test.end).Region
		if (got == nil) != (test.region == nil) || got != nil && *got != *test.region {
			t.Errorf("%s: region is %+v, want %+v", test.name, got, test.region)
		}
	}
	if got := p.artifact(inside); got != (artifactLocation{"./a:b.go", baseID}) {
		t.Errorf("a file below the root is %+v", got)
	}
	if got := p.artifact(outside); !strings.HasPrefix(got.URI, "file:///") || got.URIBaseID != "" {
		t.Errorf("a file elsewhere is %+v", got)
	}
	if got := p.artifact("-"); got != (artifactLocation{URI: "-"}) {
		t.Errorf("a file without a path is %+v", got)
	}
}

func TestSummary(t *testing.T) {
	for page, want := range map[string]string{
		"# Title\n\nFirst, over\ntwo lines.\n\nSecond.\n": "First, over two lines.",
		"# Title\n": "Title",
		"":          "",
	} {
		if got := summary(page); got != want {
			t.Errorf("summary of %q is %q, want %q", page, got, want)
		}
	}
}

// Whatever the code and the positions in it, the log is JSON whose regions are
// as the schema asks for.
func FuzzWrite(f *testing.F) {
	f.Add(code, "p.go", "concurrent Send on streams[id] [sendsend]", 5, 15, 5, 34)
	f.Add("", "", "", 0, 0, 0, 0)
	f.Add("package p\n//line /dev/zero:3\n\xffgo f()\r\n", "a:b%\x1b.go", "]( \xff\u202e", 3, 2, 1<<40, -7)
	f.Add("größe\n", "../../etc/passwd", "the other Send", 1, 5, 1, 99)
	root := f.TempDir()
	f.Fuzz(func(t *testing.T, code, name, text string, line, col, endLine, endCol int) {
		file := filepath.Join(root, "p.go")
		if err := os.WriteFile(file, []byte(code), 0o666); err != nil {
			t.Fatal(err)
		}
		pos := token.Position{Filename: file, Line: line, Column: col}
		end := token.Position{Filename: file, Line: endLine, Column: endCol}
		other := token.Position{Filename: name, Line: endLine, Column: col}
		finding := govet.Finding{
			Category: text, Message: text, Pos: pos, End: end,
			Related: []govet.Related{{Pos: end, End: pos, Message: text}, {Pos: other, End: other, Message: "the other Send"}},
		}
		place := story.Place{File: name, Line: line, Col: col, EndLine: endLine, EndCol: endCol}
		finding.Story = &story.Story{At: place, Recipe: text, Conditions: []story.Note{{Place: place, Text: text}}, Events: []story.Event{
			{Kind: story.Kind(text), Place: place, Text: text}, {Lane: 1, Place: story.Place{File: file, Line: line, Col: endCol}},
		}}
		r := write(t, root, finding, finding)
		if len(r.Results) != 2 {
			t.Fatalf("%d results", len(r.Results))
		}
		for _, res := range r.Results {
			for _, l := range append(res.Locations, res.RelatedLocations...) {
				checkPlace(t, *l.PhysicalLocation)
			}
			for _, flow := range res.CodeFlows {
				for _, thread := range flow.ThreadFlows {
					for _, l := range thread.Locations {
						if l.Location.PhysicalLocation != nil {
							checkPlace(t, *l.Location.PhysicalLocation)
						}
					}
				}
			}
		}
	})
}

// checkPlace fails the test unless a place has a URI, and a region that begins
// before it ends, or none.
func checkPlace(t *testing.T, p physicalLocation) {
	t.Helper()
	if _, err := url.Parse(p.ArtifactLocation.URI); err != nil {
		t.Error(err)
	}
	r := p.Region
	if r == nil {
		return
	}
	hasEnd := r.EndLine != 0 || r.EndColumn != 0
	if r.StartLine < 1 || r.StartColumn < 0 || hasEnd && (r.StartColumn < 1 || r.EndColumn < 1 || r.EndLine < r.StartLine) ||
		hasEnd && r.EndLine == r.StartLine && r.EndColumn < r.StartColumn {
		t.Errorf("region is %+v", *r)
	}
}

// A rule says which libraries it is about.
func TestTags(t *testing.T) {
	for category, want := range map[string]string{
		"sendsend":       "concurrency grpc",
		"concurrent-use": "concurrency redigo pgx",
		"directive":      "concurrency",
	} {
		got, _ := newRule(category).Properties["tags"].([]string)
		if strings.Join(got, " ") != want {
			t.Errorf("%s has tags %q, want %s", category, got, want)
		}
	}
}
