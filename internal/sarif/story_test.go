package sarif

import (
	"bytes"
	"flag"
	"regexp"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/findingtest"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/severity"
	"github.com/streamvet/streamvet/internal/story"
)

var update = flag.Bool("update", false, "write the files in testdata anew")

// The log in testdata is what is to be read. Its results are checked against the
// schema in integration/sarif.
func TestStory(t *testing.T) {
	s := findingtest.New(t)
	room, talk := s.Room(), s.Talk()
	// Of a package whose directory is not known.
	talk.Story.Events[1].Place = story.Place{File: "example.com/other/x.go", Line: 7}
	res := &govet.Result{Findings: []govet.Finding{room, talk}}
	var b bytes.Buffer
	if err := Write(&b, res, severity.Scale{story.Certain: severity.Note}, s.Dir, "v1.2.3"); err != nil {
		t.Fatal(err)
	}
	_, results, ok := strings.Cut(b.String(), `      "results": [`)
	if !ok {
		t.Fatalf("no results in\n%s", &b)
	}
	// Further categories change the index of the rule.
	results = regexp.MustCompile(`(?m)^ *"ruleIndex": .*\n`).ReplaceAllString(results, "")
	findingtest.Golden(t, "results.json", "["+results, *update)
}
