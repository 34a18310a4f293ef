package htmlreport

import (
	"errors"
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

// The page in testdata is to be looked at in a browser. What is tested in one is
// in integration/browser.
func TestWrite(t *testing.T) {
	s := findingtest.New(t)
	res := &govet.Result{
		Findings:   []govet.Finding{s.Room(), s.Talk(), s.Told(s.Room()), s.Directive()},
		Unanalyzed: []govet.Unanalyzed{{Package: "example.com/<b>", Reason: "does not build", Text: "x.go:1:1: </pre><script>alert(1)</script>"}},
	}
	text := write(t, res, Options{
		Name: s.Name, Severity: severity.Scale{story.Certain: severity.Note},
		Summary: "7 packages analyzed: 4 findings; left out: <i>", Version: "v1.2.3",
	})
	findingtest.Golden(t, "page.html", text, *update)
	if n := strings.Count(text, "<script"); n != 1 {
		t.Errorf("there are %d scripts", n)
	}
	if regexp.MustCompile(`(src|href)="[^#h]`).MatchString(text) {
		t.Error("something is loaded")
	}
}

func write(t *testing.T, res *govet.Result, opts Options) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, res, opts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What others write is text, wherever it stands.
func TestEscaped(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>` + "\x1b[31m\u202e"
	s := findingtest.New(t)
	f := s.Room()
	f.Story.Texts(func(text *string) { *text = evil })
	for i := range f.Story.Events {
		f.Story.Events[i].Place.File = evil
	}
	f.Category, f.Message, f.Package = evil, evil, evil
	text := write(t, &govet.Result{Findings: []govet.Finding{f}}, Options{Summary: evil, Version: evil})
	if strings.Contains(text, "<script>alert") || strings.Contains(text, "<img") || strings.ContainsAny(text, "\x1b\u202e") {
		t.Error(text)
	}
}

func TestNothing(t *testing.T) {
	if text := write(t, new(govet.Result), Options{}); !strings.Contains(text, "There is nothing to report.") {
		t.Error(text)
	}
	if err := Write(broken{}, new(govet.Result), Options{}); !errors.Is(err, errBroken) {
		t.Errorf("error is %v", err)
	}
}

type broken struct{}

var errBroken = errors.New("no room")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		s    string
		n    int
		want string
	}{
		{"", 5, ""}, {"one two three", 7, "one two|three"}, {"abcdefgh ij", 3, "abc|def|gh|ij"}, {"部屋部屋 x", 3, "部屋部|屋 x"},
	} {
		if got := strings.Join(wrap(test.s, test.n), "|"); got != test.want {
			t.Errorf("wrap(%q, %d) = %s, want %s", test.s, test.n, got, test.want)
		}
	}
}
