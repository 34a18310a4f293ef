package report

import (
	"testing"

	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/witness"
)

// A story that needs no test comes first, however long it is.
func TestCompare(t *testing.T) {
	story := func(files ...string) finding {
		var f finding
		for _, file := range files {
			f.A.Steps = append(f.A.Steps, witness.Step{Pos: source.Pos{File: file, Line: 1}})
		}
		f.B.Steps = []witness.Step{{Pos: source.Pos{File: "chat.go", Line: 2}}}
		return f
	}
	tested, long, short := story("chat_test.go"), story("chat.go", "chat.go", "chat.go"), story("chat.go")
	for _, test := range []struct{ first, second finding }{{long, tested}, {short, tested}, {short, long}} {
		if compare(test.first, test.second) >= 0 || compare(test.second, test.first) <= 0 {
			t.Errorf("%v comes before %v", test.second.A.Steps, test.first.A.Steps)
		}
	}
}
