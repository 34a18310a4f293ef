package severity

import (
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/story"
)

func TestOf(t *testing.T) {
	own := make(Scale)
	if err := own.Set("conditional", "note"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		scale      Scale
		confidence story.Confidence
		want       Level
	}{
		{nil, story.Certain, Error}, {nil, story.Conditional, Error}, {nil, story.Assumed, Warning}, {nil, "", Error},
		{own, story.Certain, Error}, {own, story.Conditional, Note}, {own, story.Assumed, Warning},
	} {
		f := &govet.Finding{Story: &story.Story{Confidence: test.confidence}}
		if got := test.scale.Of(f); got != test.want {
			t.Errorf("%v, %q: %s, want %s", test.scale, test.confidence, got, test.want)
		}
	}
	if got := own.Of(&govet.Finding{}); got != Error {
		t.Errorf("without a story: %s", got)
	}
	for _, bad := range [][2]string{{"", "note"}, {"sure", "note"}, {"certain", ""}, {"certain", "Error"}} {
		if err := own.Set(bad[0], bad[1]); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}
