package analyzer_test

import (
	"slices"
	"testing"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/story"
)

// A run tells whether a package is about streams, and what directives accept in it.
func TestResult(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       analyzer.Result
	}{
		{"no streams", "package p\n", analyzer.Result{}},
		{"a finding", header + "func f(s stream) { go s.Send(nil); s.Send(nil) }\n", analyzer.Result{Streams: true}},
		{"suppressed", header + "func f(s stream) {\n\tgo s.Send(nil)\n\ts.Send(nil) //streamvet:ignore sendsend they take turns\n}\n",
			analyzer.Result{Streams: true, Suppressed: 1}},
	} {
		r := program{"p.go": tt.text}.load(t, []string{"p.go"})
		got, err := analyzer.Analyzer.Run(r.pass)
		if err != nil {
			t.Fatal(err)
		}
		res, ok := got.(*analyzer.Result)
		if !ok || res.Streams != tt.want.Streams || res.Suppressed != tt.want.Suppressed || res.Unexplored != tt.want.Unexplored {
			t.Errorf("%s: result %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// Each diagnostic about streams has its story, and its text is printable as the diagnostic's is.
func TestResultHasStories(t *testing.T) {
	r := program{"p.go": header + "func f(s stream) {\n\tgo s.Send(nil)\n\ts.Send(nil)\n}\n\n//streamvet:ignore\nfunc g() {}\n"}.load(t, []string{"p.go"})
	got, err := analyzer.Analyzer.Run(r.pass)
	if err != nil {
		t.Fatal(err)
	}
	res := got.(*analyzer.Result)
	if len(r.diagnostics) != 2 || len(res.Findings) != 1 {
		t.Fatalf("%d diagnostics, and %d stories", len(r.diagnostics), len(res.Findings))
	}
	d, s := r.diagnostics[0], res.Findings[0]
	at, end := r.pass.Fset.Position(d.Pos), r.pass.Fset.Position(d.End)
	if want := (story.Place{Package: "robust.test/p", File: at.Filename, Line: at.Line, Col: at.Column, EndLine: end.Line, EndCol: end.Column}); s.At != want {
		t.Errorf("the story is at %+v, want %+v", s.At, want)
	}
	if s.Message != d.Message || s.Category != d.Category {
		t.Errorf("the story is about %q, the diagnostic about %q", s.Message, d.Message)
	}
	if a, b := s.Lanes[0], s.Lanes[1]; a.Access.Line != at.Line || b.Access.Line != at.Line+1 || a.Name == b.Name || s.Stream.Name != "s" {
		t.Errorf("the story is %+v", s)
	}
	for lane := range s.Lanes {
		if !slices.ContainsFunc(s.Events, func(e story.Event) bool {
			return e.Lane == lane && e.Kind == story.Access && e.Place == s.Lanes[lane].Access
		}) {
			t.Errorf("no event is the access of lane %d: %+v", lane, s.Events)
		}
	}
}

// Each related place says what it is about.
func TestRelatedPlacesAreLabelled(t *testing.T) {
	r, err := program{"p.go": header + `
func f(s stream, hurry bool) {
	done := make(chan bool)
	go func() {
		s.Send(nil)
		close(done)
	}()
	if !hurry {
		<-done
	}
	s.Send(nil)
}
`}.analyze(t)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range r.diagnostics {
		for _, rel := range d.Related {
			got = append(got, rel.Message)
		}
	}
	want := []string{
		"first goroutine: starts here", "second goroutine: Send", "stream comes from: a parameter of f",
		"condition: hurry is true", "no help: the second goroutine does not come to <-done before its Send",
	}
	if !slices.Equal(got, want) {
		t.Errorf("related places are %q, want %q", got, want)
	}
}
