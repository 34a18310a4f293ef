package contract

import (
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/docs/checks"
)

// The pages about categories know which libraries these are about.
func TestLibraries(t *testing.T) {
	for _, category := range Categories {
		var want []string
		for _, api := range APIs() {
			if api.Has(category) {
				name, _, _ := strings.Cut(strings.ToLower(api.Name), ".")
				want = append(want, name)
			}
		}
		if got := checks.Libraries(category); !slices.Equal(got, want) || len(got) == 0 {
			t.Errorf("%s is about %q, want %q", category, got, want)
		}
	}
}
