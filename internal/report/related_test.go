package report

import (
	"testing"

	"github.com/streamvet/streamvet/internal/summary"
)

// What is said of a place tells again which side it is on.
func TestSideOf(t *testing.T) {
	e := &summary.Effect{Trace: []summary.Step{{Kind: summary.AtGo}, {Kind: summary.AtHandler}, {}, {}}}
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
