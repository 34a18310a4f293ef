package story

import (
	"fmt"
	"strings"
	"testing"
)

func TestRows(t *testing.T) {
	event := func(s string) Event {
		lane, rest, _ := strings.Cut(s, " ")
		kind, text, _ := strings.Cut(rest, " ")
		return Event{Lane: int(lane[0] - '0'), Kind: Kind(kind), Text: text}
	}
	for _, test := range []struct{ events, want string }{
		{"", ""},
		{"0 go starts|0 call a|1 call b|0 access Send|1 access Recv", "1:starts 2:a 3:b 4:Send 5:Recv"},
		{"0 lock locks mu|0 unlock unlocks mu|0 lock locks mu for reading|0 unlock unlocks mu", "1:locks and unlocks mu 2:locks and unlocks mu for reading"},
		{"0 lock locks mu|0 unlock unlocks nu|0 lock locks mu|1 unlock unlocks mu|0 lock locks mu", "1:locks mu 2:unlocks nu 3:locks mu 4:unlocks mu 5:locks mu"},
		{"0 call a|0 call b|0 call c|0 call d|1 call x", "1:a 2:b 3:c 4:d 5:x"},
		{"0 call a|0 call b|0 call c|0 call d|0 call e|0 access Send", "1:a 2:b 0:... 2 more calls 3:e 4:Send"},
		{"0 access Send|0 unlock unlocks mu|0 call a|1 call b|0 lock locks mu|0 done wg.Done|0 end ends|1 access Send", "1:Send 2:unlocks mu 3:b 4:wg.Done 5:ends 6:Send"},
		{"0 access Send|0 lock locks nu|0 unlock unlocks nu|0 unlock unlocks mu", "1:Send 2:unlocks mu"},
		{"0 send sends on c|0 send sends on c|1 receive receives from c|0 send sends on c", "1:sends on c 2:receives from c 3:sends on c"},
	} {
		var s Story
		for _, e := range strings.FieldsFunc(test.events, func(r rune) bool { return r == '|' }) {
			s.Events = append(s.Events, event(e))
		}
		var got []string
		for _, r := range s.Rows() {
			got = append(got, fmt.Sprintf("%d:%s", r.Number, r.Text))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.events, strings.Join(got, " "), test.want)
		}
	}
	both := event("0 call calls Run")
	both.Both, both.Early = true, true
	other := both
	other.Lane = 1
	if rows := (&Story{Events: []Event{both, other, event("0 access Send")}}).Rows(); len(rows) != 2 {
		t.Errorf("a call from which both goroutines come is there more than once: %v", rows)
	}
	spans := Spans([]Row{
		{Event: Event{Lane: 1, Kind: Call, Early: true}}, {Event: Event{Lane: 0, Kind: Go, Starts: 2}},
		{Event: Event{Lane: 0, Kind: End}}, {Event: Event{Lane: 1, Kind: Access}},
	})
	if want := [2]Span{{0, 2}, {1, 3}}; spans != want || spans[1].Has(0) || !spans[0].Has(2) {
		t.Errorf("the goroutines are there from and to %v, want %v", spans, want)
	}
	s := Story{Events: []Event{event("1 access Send"), event("0 call a"), event("0 access Send")}}
	if got := Accesses(s.Rows()); got != [2]int{3, 1} {
		t.Errorf("the accesses are %v", got)
	}
	if got := Accesses(nil); got != [2]int{} {
		t.Errorf("of nothing, the accesses are %v", got)
	}
}
