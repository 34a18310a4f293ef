package story

import (
	"encoding/json"
	"reflect"
	"testing"
)

// full has something in each field.
var full = Story{
	At: at(1), Category: "sendsend", Message: "message",
	Confidence: Conditional,
	Stream:     Stream{"stream", "connection", [2][]Note{{{at(2), "origin a"}}, {{at(3), "origin b"}}}},
	Lanes: [2]Lane{
		{"main", "Send", at(4), []Lock{{"mu", at(5), true, 1}}},
		{"goroutine", "SendMsg", at(6), []Lock{{"nu", at(7), false, 2}}},
	},
	Events:     []Event{{Lane: 1, Kind: Go, Starts: 2, Way: 2, Early: true, Place: at(8), Text: "event"}},
	Orders:     []Order{{0, 0}},
	Conditions: []Note{{at(9), "condition"}},
	Reasons:    []Note{{at(10), "reason"}},
	Recipe:     "recipe",
	Open:       "NextWriter",
}

func at(line int) Place { return Place{"example.com/p", "/p/p.go", line, 1, line, 5} }

// The lanes end with what they lack.
func TestMissing(t *testing.T) {
	s := full
	if got, want := s.Missing(3, 5), "3 comes between NextWriter and 5"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	s.Open = ""
	if got, want := s.Missing(3, 5), "nothing orders 3 and 5"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// What is written in JSON is read again.
func TestJSON(t *testing.T) {
	data, err := json.Marshal(full)
	if err != nil {
		t.Fatal(err)
	}
	var got Story
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, full) {
		t.Errorf("read %+v, want %+v", got, full)
	}
}

// Texts comes by all that is to be read.
func TestTexts(t *testing.T) {
	s := full
	got := map[string]bool{}
	s.Texts(func(text *string) { got[*text] = true })
	for _, want := range []string{
		"message", "stream", "origin a", "origin b", "main", "mu", "goroutine", "nu", "event", "condition", "reason", "recipe",
	} {
		if !got[want] {
			t.Errorf("%q is left out", want)
		}
	}
	s.Texts(func(text *string) { *text = "new" })
	if s.Message != "new" || s.Lanes[1].Locks[0].Name != "new" || s.Events[0].Text != "new" {
		t.Errorf("texts are not replaced: %+v", s)
	}
}

// Places comes by all places.
func TestPlaces(t *testing.T) {
	got := map[int]bool{}
	full.Places(func(p Place) { got[p.Line] = true })
	for line := 1; line <= 10; line++ {
		if !got[line] {
			t.Errorf("the place in line %d is left out", line)
		}
	}
}
