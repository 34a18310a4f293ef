// Package sarif_test checks the SARIF logs of a real run against the
// schema of SARIF 2.1.0.
package sarif_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	// For its copy of the schema.
	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/integration/fixture"
)

// schema returns the schema of SARIF 2.1.0. It is a constant in a module
// that has to do with SARIF, for which there is no way in.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	out, err := exec.Command("go", "list", "-f={{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(strings.TrimSpace(string(out)), "schema.go")
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok && spec.Names[0].Name == "schema" {
			if text, err = strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value); err != nil {
				t.Fatal(err)
			}
		}
		return true
	})
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	const id = "sarif-schema-2.1.0.json"
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(id, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// validate checks a log against the schema.
func validate(t *testing.T, s *jsonschema.Schema, log []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

// A place is a location of a log.
type place struct {
	ID               int
	PhysicalLocation struct {
		ArtifactLocation struct{ URI, URIBaseID string }
		Region           struct{ StartLine, StartColumn int }
	}
}

func (p place) String() string {
	return fmt.Sprintf("%s:%d", p.PhysicalLocation.ArtifactLocation.URI, p.PhysicalLocation.Region.StartLine)
}

type result struct {
	RuleID           string
	RuleIndex        int
	Message          struct{ Text string }
	Locations        []place
	RelatedLocations []place
	CodeFlows        []struct {
		ThreadFlows []struct {
			Locations []struct {
				Location     place
				NestingLevel int
			}
		}
	}
	Stacks              []struct{ Frames []struct{ Location place } }
	PartialFingerprints map[string]string
	Properties          struct{ Confidence string }
}

// run runs streamvet in the module dir, where it has to end with an exit code,
// and returns its log.
func run(t *testing.T, streamvet, dir string, code int) ([]byte, []result) {
	t.Helper()
	cmd := exec.Command(streamvet, "-sarif=log.sarif", "./...")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || cmd.ProcessState.ExitCode() != code {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "log.sarif"))
	if err != nil {
		t.Fatal(err)
	}
	var log struct{ Runs []struct{ Results []result } }
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	return text, log.Runs[0].Results
}

func TestSARIF(t *testing.T) {
	streamvet := fixture.Build(t, "../..", "./cmd/streamvet")
	dir := fixture.Copy(t, "../testdata/chat")
	log, results := run(t, streamvet, dir, 1)

	// A package that doesn't build is told about, and takes nothing away.
	t.Run("broken package", func(t *testing.T) {
		dir := fixture.Copy(t, "../testdata/chat")
		if err := os.Mkdir(filepath.Join(dir, "broken"), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "broken", "broken.go"), []byte("package broken\n\nvar x int = true\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		log, withBroken := run(t, streamvet, dir, 3)
		if err := validate(t, schema(t), log); err != nil {
			t.Errorf("%#v", err)
		}
		if len(withBroken) != len(results) {
			t.Errorf("%d results, and %d without that package", len(withBroken), len(results))
		}
		var runs struct {
			Runs []struct {
				Invocations []struct {
					ExecutionSuccessful        bool
					ToolExecutionNotifications []struct{ Locations []place }
				}
			}
		}
		if err := json.Unmarshal(log, &runs); err != nil {
			t.Fatal(err)
		}
		inv := runs.Runs[0].Invocations[0]
		if n := inv.ToolExecutionNotifications; !inv.ExecutionSuccessful || len(n) != 1 || n[0].Locations[0].String() != "broken/broken.go:3" {
			t.Errorf("the invocation is %+v", inv)
		}
	})

	t.Run("schema", func(t *testing.T) {
		s := schema(t)
		if err := validate(t, s, log); err != nil {
			t.Errorf("%#v", err)
		}
		// The schema must be able to say no.
		bad := bytes.Replace(log, []byte(`"level": "error"`), []byte(`"level": "fatal"`), 1)
		if bytes.Equal(bad, log) {
			t.Fatal("no level in the log")
		}
		if err := validate(t, s, bad); err == nil {
			t.Error("a log with an unknown level is valid")
		}
	})

	t.Run("findings", func(t *testing.T) {
		var got []fixture.Finding
		for _, r := range results {
			loc := r.Locations[0].PhysicalLocation
			if loc.ArtifactLocation.URIBaseID != "%SRCROOT%" {
				t.Errorf("base of %s is %q", loc.ArtifactLocation.URI, loc.ArtifactLocation.URIBaseID)
			}
			got = append(got, fixture.Finding{File: loc.ArtifactLocation.URI, Line: loc.Region.StartLine, Category: r.RuleID})
		}
		// A comment for golangci-lint means nothing here: quiet is loud.
		fixture.Check(t, got, fixture.Expect(t, dir, "app", "client", "quiet"))
	})

	t.Run("story", func(t *testing.T) {
		i := slices.IndexFunc(results, func(r result) bool {
			return r.RuleID == "closesend" && strings.HasPrefix(r.Locations[0].String(), "client/client.go:")
		})
		if i < 0 {
			t.Fatal("no closesend in client")
		}
		r := results[i]
		line := func(mark string) string {
			return fmt.Sprintf("client/client.go:%d", fixture.Line(t, filepath.Join(dir, "client/client.go"), mark))
		}
		this, other, spawn := line("// finding: closesend"), line("// other: closesend"), line("// spawn: closesend")

		for _, p := range r.RelatedLocations {
			if link := fmt.Sprintf("](%d)", p.ID); !strings.Contains(r.Message.Text, link) {
				t.Errorf("%s is not linked from the message: %q", p, r.Message.Text)
			}
		}
		if len(r.CodeFlows) != 2 || len(r.CodeFlows[0].ThreadFlows) != 1 || len(r.CodeFlows[1].ThreadFlows) != 2 || len(r.Stacks) != 2 {
			t.Fatalf("the story has %d flows and %d stacks", len(r.CodeFlows), len(r.Stacks))
		}
		// In one thread, in time and set apart by their levels; and each for itself.
		var both, levels []string
		for _, l := range r.CodeFlows[0].ThreadFlows[0].Locations {
			both = append(both, l.Location.String())
			levels = append(levels, fmt.Sprint(l.Location, " at ", l.NestingLevel))
		}
		for _, place := range []string{spawn, this, other} {
			if !slices.Contains(both, place) {
				t.Errorf("%s is not in the thread %v", place, both)
			}
		}
		if !slices.Contains(levels, this+" at 1") || !slices.Contains(levels, other+" at 2") {
			t.Errorf("levels are %v", levels)
		}
		for i, place := range []string{this, other} {
			thread := r.CodeFlows[1].ThreadFlows[i].Locations
			found := false
			for _, l := range thread {
				found = found || l.Location.String() == place
			}
			if !found {
				t.Errorf("thread %d is without %s", i, place)
			}
			if c := r.Properties.Confidence; c != "certain" && c != "conditional" {
				t.Errorf("the confidence is %q", c)
			}
			if got := r.Stacks[i].Frames[0].Location.String(); got != place {
				t.Errorf("stack %d begins at %s, want %s", i, got, place)
			}
		}
	})

	// What the schema leaves open: code scanning shows a rule's help only
	// from these members.
	t.Run("rules", func(t *testing.T) {
		var doc struct {
			Runs []struct {
				Tool struct {
					Driver struct {
						Rules []struct {
							ID, HelpURI string
							Help        struct{ Markdown string }
						}
					}
				}
			}
		}
		if err := json.Unmarshal(log, &doc); err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, r := range doc.Runs[0].Tool.Driver.Rules {
			ids = append(ids, r.ID)
			if !strings.HasPrefix(r.HelpURI, "https://") || !strings.HasSuffix(r.HelpURI, "/docs/checks/"+r.ID+".md") {
				t.Errorf("help of %s is at %q", r.ID, r.HelpURI)
			}
			if !strings.HasPrefix(r.Help.Markdown, "# ") {
				t.Errorf("help of %s is %q", r.ID, r.Help.Markdown)
			}
		}
		if want := checks.Categories(); !slices.Equal(ids, want) {
			t.Errorf("rules are %v, want %v", ids, want)
		}
	})

	t.Run("fingerprints", func(t *testing.T) {
		prints := func(results []result) []string {
			var list []string
			for _, r := range results {
				list = append(list, r.PartialFingerprints["primaryLocationLineHash"])
			}
			slices.Sort(list)
			return list
		}
		before := prints(results)
		if len(slices.Compact(slices.Clone(before))) != len(results) {
			t.Fatalf("fingerprints are not unique: %v", before)
		}
		file := filepath.Join(dir, "client/client.go")
		fixture.Replace(t, file, "import (\n", "// A comment.\n\nimport (\n")
		_, moved := run(t, streamvet, dir, 1)
		if after := prints(moved); !slices.Equal(before, after) {
			t.Errorf("fingerprints changed from %v to %v", before, after)
		}
	})
}
