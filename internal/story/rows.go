package story

import (
	"fmt"
	"slices"
	"strings"
)

// A Row is an event, or several of one goroutine that are told as one.
type Row struct {
	Event
	Number      int // from 1 on; 0 for calls that are left out
	First, Last int // the events, by their indexes
}

// Rows returns what is to be shown of the events to somebody who reads them side
// by side. What is quiet is told in fewer words: a mutex that is locked and
// unlocked with nothing in between, long chains of calls, and what is done again
// and again. Of what a goroutine does after its access, only what others may wait
// for is told, and its end.
func (s *Story) Rows() []Row {
	var rows []Row
	number := 0
	add := func(e Event, first, last int) {
		if n := len(rows); n > 0 && rows[n-1].Lane == e.Lane && isSync(e.Kind) && rows[n-1].Kind == e.Kind && rows[n-1].Text == e.Text && rows[n-1].Place == e.Place {
			rows[n-1].Last = last
			return
		}
		number++
		rows = append(rows, Row{e, number, first, last})
	}
	over := [2]bool{}
	dropped := map[string]int{} // mutexes locked by what is left out
	for i := 0; i < len(s.Events); i++ {
		e := s.Events[i]
		if over[e.Lane] && !e.Early && isQuiet(e.Kind) {
			if e.Kind == Locked {
				dropped[mutexOf(e)]++
			}
			continue
		}
		if over[e.Lane] && e.Kind == Freed && dropped[mutexOf(e)] > 0 {
			dropped[mutexOf(e)]--
			continue
		}
		over[e.Lane] = over[e.Lane] || e.Kind == Access
		switch n := calls(s.Events[i:]); {
		case n > mostCalls:
			add(e, i, i)
			add(s.Events[i+1], i+1, i+1)
			more := Event{Lane: e.Lane, Kind: Call, Early: e.Early, Text: fmt.Sprintf("... %d more calls", n-3)}
			rows = append(rows, Row{more, 0, i + 2, i + n - 2})
			i += n - 1
			add(s.Events[i], i, i)
		case i+1 < len(s.Events) && together(e, s.Events[i+1]):
			e.Text = strings.Replace(e.Text, "locks ", "locks and unlocks ", 1)
			add(e, i, i+1)
			i++
		default:
			add(e, i, i)
		}
	}
	return rows
}

// A Span says between which rows a goroutine is there: from the one after it has been started, or
// at which it begins, to the one with its end.
type Span struct{ From, To int }

// Spans returns when the goroutines of the lanes are there.
func Spans(rows []Row) (spans [2]Span) {
	for lane := range spans {
		spans[lane] = Span{0, len(rows) - 1}
	}
	for i, r := range rows {
		if r.Starts > 0 {
			spans[r.Starts-1].From = i
		}
		if r.Kind == End {
			spans[r.Lane].To = i
		}
	}
	return spans
}

// Has reports whether a goroutine is there in a row.
func (s Span) Has(row int) bool { return s.From <= row && row <= s.To }

// mostCalls is how many calls in a row are shown one by one.
const mostCalls = 4

func isQuiet(k Kind) bool { return k == Locked || k == Call || k == Got || k == Put }

func isSync(k Kind) bool { return k == Send || k == Receive || k == Done || k == Locked }

// mutexOf returns which mutex an event of a lane is about.
func mutexOf(e Event) string {
	_, mutex, _ := strings.Cut(strings.TrimSuffix(e.Text, " for reading"), " ")
	return fmt.Sprint(e.Lane, mutex)
}

// calls returns how many of the first events are calls of one goroutine.
func calls(events []Event) int {
	n := 0
	for n < len(events) && events[n].Kind == Call && events[n].Lane == events[0].Lane && events[n].Early == events[0].Early {
		n++
	}
	return n
}

// together reports whether a mutex is locked and at once unlocked.
func together(a, b Event) bool {
	mutex, _ := strings.CutSuffix(strings.TrimPrefix(a.Text, "locks "), " for reading")
	return a.Kind == Locked && b.Kind == Freed && a.Lane == b.Lane && strings.TrimPrefix(b.Text, "unlocks ") == mutex
}

// Valid reports whether all events are of one of the two lanes, and all orders of events. A story
// that was read from somewhere may be anything.
func (s *Story) Valid() bool {
	isEvent := func(i int) bool { return 0 <= i && i < len(s.Events) }
	return !slices.ContainsFunc(s.Events, func(e Event) bool {
		return e.Lane < 0 || e.Lane >= len(s.Lanes) || e.Starts < 0 || e.Starts > len(s.Lanes)
	}) && !slices.ContainsFunc(s.Orders, func(o Order) bool { return !isEvent(o.From) || !isEvent(o.To) })
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
