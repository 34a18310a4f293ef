package analyzer_test

import (
	"testing"

	"github.com/streamvet/streamvet/analyzer"
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
		if res, ok := got.(*analyzer.Result); !ok || *res != tt.want {
			t.Errorf("%s: result %+v, want %+v", tt.name, got, tt.want)
		}
	}
}
