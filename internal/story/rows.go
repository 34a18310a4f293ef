package story

import (
	"fmt"
	"slices"
	"strings"
)

// A Row is an event, or several of one goroutine that are shown as one.
type Row struct {
	Event
	Number      int // from 1; 0 if the row stands for calls that are left out
	First, Last int // the indexes of its events
}

// Rows returns the events as they are shown side by side. What says little takes one row: locking and
// unlocking a mutex with nothing in between, the middle of a long chain of calls, and what is done
// again and again. Of what a goroutine does after its access, only its end is shown, and what others
// may wait for.
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
	over := [2]bool{}           // whether the lane's access has been
	dropped := map[string]int{} // how often each mutex is locked by events that are left out
	for i := 0; i < len(s.Events); i++ {
		e := s.Events[i]
		if isTwin(s.Events[:i], e) {
			continue
		}
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

// A Span is the rows in which a goroutine exists: from the one that starts it to the one in which it
// ends.
type Span struct{ From, To int }

// Spans returns in which rows the goroutines of the lanes exist.
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

// Has reports whether the goroutine exists in a row.
func (s Span) Has(row int) bool { return s.From <= row && row <= s.To }

// mostCalls is how many calls in a row are shown one by one.
const mostCalls = 4

// isTwin reports whether an event that both lanes have was there already, for the other one.
func isTwin(before []Event, e Event) bool {
	return e.Both && slices.ContainsFunc(before, func(o Event) bool {
		return o.Both && o.Lane != e.Lane && o.Kind == e.Kind && o.Place == e.Place && o.Text == e.Text
	})
}

func isQuiet(k Kind) bool { return k == Locked || k == Call || k == Got || k == Put }

func isSync(k Kind) bool { return k == Send || k == Receive || k == Done || k == Locked }

// mutexOf returns which lane's mutex an event is about, by the name in its text: "locks mu" and
// "unlocks mu" belong together.
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

// together reports whether two events lock a mutex and unlock it at once.
func together(a, b Event) bool {
	mutex, _ := strings.CutSuffix(strings.TrimPrefix(a.Text, "locks "), " for reading")
	return a.Kind == Locked && b.Kind == Freed && a.Lane == b.Lane && strings.TrimPrefix(b.Text, "unlocks ") == mutex
}

// Valid reports whether the numbers of lanes and events are in range: a story that was read from a
// file may have any.
func (s *Story) Valid() bool {
	isEvent := func(i int) bool { return 0 <= i && i < len(s.Events) }
	return !slices.ContainsFunc(s.Events, func(e Event) bool {
		return e.Lane < 0 || e.Lane >= len(s.Lanes) || e.Starts < 0 || e.Starts > len(s.Lanes)
	}) && !slices.ContainsFunc(s.Orders, func(o Order) bool { return !isEvent(o.From) || !isEvent(o.To) })
}

// Accesses returns the numbers of the rows with the two accesses, 0 if one is missing.
func Accesses(rows []Row) (at [2]int) {
	for _, r := range rows {
		if r.Kind == Access {
			at[r.Lane] = r.Number
		}
	}
	return at
}
