package report

import (
	"testing"

	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/witness"
)

// What is said of a place tells again which side it is on.
func TestSideOf(t *testing.T) {
	e := &witness.Lane{Steps: []witness.Step{{Kind: witness.AtGo}, {Kind: witness.AtHandler}, {}, {}}}
	const access = 3
	for _, test := range []struct {
		texts
		want [access + 1]Side
	}{
		{theseTexts, [...]Side{These, These, These, These}},
		{otherTexts, [...]Side{Same, Same, Other, Other}},
		{sameTexts, [...]Side{Same, Same, Same, Same}},
	} {
		for step, want := range test.want {
			message := test.of(e, step, "CloseSend")
			side, isAccess := SideOf(message)
			if side != want || isAccess != (step == access && want != These) {
				t.Errorf("%q: side %d, %v; want %d", message, side, isAccess, want)
			}
		}
	}
	if side, isAccess := SideOf(sameCall); side != Same || !isAccess {
		t.Errorf("%q: side %d, %v", sameCall, side, isAccess)
	}
}

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
