package story

import (
	"strings"
	"testing"
)

func TestRemarks(t *testing.T) {
	s := full
	texts := func() string {
		var list []string
		for _, n := range s.Remarks() {
			list = append(list, n.Text)
		}
		return strings.Join(list, "; ")
	}
	const rest = "; this happens if condition; it doesn't help that reason"
	if got, want := texts(), "the connection, first goroutine: origin a; the connection, second goroutine: origin b"+rest; got != want {
		t.Errorf("remarks are %s, want %s", got, want)
	}
	s.Stream.Origins[1], s.Stream.Kind = s.Stream.Origins[0], ""
	if got, want := texts(), "the stream of both: origin a"+rest; got != want {
		t.Errorf("remarks are %s, want %s", got, want)
	}
}
