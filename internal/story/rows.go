package story

import (
	"fmt"
	"slices"
	"strings"
)

// A Row is an event, or several of one goroutine that are told as one.
type Row struct {
	Event
	Number int // from 1 on; 0 for calls that are left out
}

// Rows returns what is to be shown of the events to somebody who reads them side
// by side. What is quiet is told in fewer words: a mutex that is locked and
// unlocked with nothing in between, and long chains of calls. Of what a goroutine
// does after its access, only what others may wait for is told, and its end.
func (s *Story) Rows() []Row {
	var rows []Row
	number := 0
	add := func(e Event) {
		number++
		rows = append(rows, Row{e, number})
	}
	over := [2]bool{}
	for i := 0; i < len(s.Events); i++ {
		e := s.Events[i]
		if over[e.Lane] && isQuiet(e.Kind) {
			continue
		}
		over[e.Lane] = over[e.Lane] || e.Kind == Access
		switch n := calls(s.Events[i:]); {
		case n > mostCalls:
			add(e)
			add(s.Events[i+1])
			rows = append(rows, Row{Event{Lane: e.Lane, Kind: Call, Text: fmt.Sprintf("... %d more calls", n-3)}, 0})
			i += n - 1
			add(s.Events[i])
		case i+1 < len(s.Events) && together(e, s.Events[i+1]):
			e.Text = strings.Replace(e.Text, "locks ", "locks and unlocks ", 1)
			add(e)
			i++
		default:
			add(e)
		}
	}
	return rows
}

// mostCalls is how many calls in a row are shown one by one.
const mostCalls = 4

func isQuiet(k Kind) bool { return k == Locked || k == Freed || k == Call || k == Got }

// calls returns how many of the first events are calls of one goroutine.
func calls(events []Event) int {
	n := 0
	for n < len(events) && events[n].Kind == Call && events[n].Lane == events[0].Lane {
		n++
	}
	return n
}

// together reports whether a mutex is locked and at once unlocked.
func together(a, b Event) bool {
	mutex, _ := strings.CutSuffix(strings.TrimPrefix(a.Text, "locks "), " for reading")
	return a.Kind == Locked && b.Kind == Freed && a.Lane == b.Lane && strings.TrimPrefix(b.Text, "unlocks ") == mutex
}

// Valid reports whether all events are of one of the two lanes. One that was read
// from somewhere may be anything.
func (s *Story) Valid() bool {
	return !slices.ContainsFunc(s.Events, func(e Event) bool { return e.Lane < 0 || e.Lane >= len(s.Lanes) })
}

// Accesses returns the numbers of the rows with the two accesses: 0 for one that
// is missing.
func Accesses(rows []Row) (at [2]int) {
	for _, r := range rows {
		if r.Kind == Access {
			at[r.Lane] = r.Number
		}
	}
	return at
}
