package story

import (
	"cmp"
	"fmt"
)

// A Story tells of two accesses of one stream that nothing orders.
type Story struct {
	// At, Category and Message are those of the diagnostic that the story belongs to.
	At       Place  `json:"at"`
	Category string `json:"category"`
	Message  string `json:"message"`

	Confidence Confidence `json:"confidence,omitempty"`
	Stream     Stream     `json:"stream"`
	Lanes      [2]Lane    `json:"lanes"`
	// Events are those of both lanes, in the order of the execution.
	Events []Event `json:"events"`
	// Orders are happens-before edges between events of different lanes, besides the starts of
	// goroutines.
	Orders []Order `json:"orders,omitempty"`
	// Conditions are what has to be so, and the code alone doesn't determine.
	Conditions []Note `json:"conditions,omitempty"`
	// Reasons say why a lock or a wait nearby does not order the two accesses.
	Reasons []Note `json:"reasons,omitempty"`
	// Open is the method whose result is in use when the other goroutine's access comes, such as
	// NextWriter: then the accesses may be ordered, and exclude each other all the same.
	Open string `json:"open,omitempty"`
	// Recipe is the title of a recipe on the page about the category: see checks.Recipes.
	Recipe string `json:"recipe,omitempty"`
	// Advice says how to apply the recipe here.
	Advice string `json:"advice,omitempty"`
	// Mentions are the places that the message and the other texts name.
	Mentions []Mention `json:"mentions,omitempty"`
}

// A Mention is how texts name a place. In the package that was analyzed, that is the base name of the
// file with the line.
type Mention struct {
	Text  string `json:"text"`
	Place Place  `json:"place"`
}

// Confidence says what a finding rests on.
type Confidence string

// The degrees of confidence.
const (
	Certain     Confidence = "certain"     // it is only a matter of when the goroutines go on
	Conditional Confidence = "conditional" // it needs the inputs and events that Conditions names
	Assumed     Confidence = "assumed"     // it rests on what unseen code does
)

// A Stream is what both lanes use.
type Stream struct {
	Name string `json:"name,omitempty"` // as the code at the diagnostic has it, such as "c.stream"
	Kind string `json:"kind,omitempty"` // what it is, if not a stream: "connection"
	// Origins say for each lane how its goroutine got the stream, step by step: the call that made
	// it, a parameter, a variable that it was loaded from.
	Origins [2][]Note `json:"origins"`
}

// Missing says what is wrong with the two accesses, whose row numbers are given: nothing orders them,
// or one of them comes while the result of another call is in use.
func (s *Story) Missing(first, second int) string {
	if s.Open != "" {
		return fmt.Sprintf("%d comes between %s and %d", first, s.Open, second)
	}
	return fmt.Sprintf("nothing orders %d and %d", first, second)
}

// Noun returns what people call what is used: "stream" or another kind.
func (s *Stream) Noun() string { return cmp.Or(s.Kind, "stream") }

// A Lane is one of the two goroutines.
type Lane struct {
	Name   string `json:"name"`   // "handler Join", "goroutine started at chat.go:86", "main"
	Method string `json:"method"` // the stream's method that it calls
	Access Place  `json:"access"` // where it calls that
	Locks  []Lock `json:"locks,omitempty"`
}

// A Lock is a mutex that a goroutine holds while it uses the stream.
type Lock struct {
	Name   string `json:"name"`             // as the code has it, such as "s.mu"
	Place  Place  `json:"place"`            // of the call that took it
	Shared bool   `json:"shared,omitempty"` // for reading
	Mutex  int    `json:"mutex"`            // locks with one number are one mutex
}

// An Event is something that one of the goroutines does.
type Event struct {
	Lane int  `json:"lane"`
	Kind Kind `json:"kind"`
	// Starts is 1 or 2 if it starts the goroutine of the first or the second lane.
	Starts int `json:"starts,omitempty"`
	// Way is 1 or 2 if it leads to the access of the first or the second lane.
	Way int `json:"way,omitempty"`
	// Early says that an ancestor of the lane's goroutine does it, before that goroutine starts.
	Early bool `json:"early,omitempty"`
	// Both says that both come from that other one: the event is there for each lane, and shown once.
	Both  bool   `json:"both,omitempty"`
	Place Place  `json:"place"`
	Text  string `json:"text"`
}

// An Order says that one event, by its index, happens before another one.
type Order struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Kind says what an event is.
type Kind string

// The kinds of events.
const (
	Handler Kind = "handler" // the environment calls a handler: the goroutine begins
	Go      Kind = "go"      // the goroutine begins here, in the code of another one
	Call    Kind = "call"    // a call that leads to the access
	Got     Kind = "stream"  // the goroutine gets the stream
	Put     Kind = "store"   // it stores the stream where others find it
	Return  Kind = "return"  // a function returns without having waited
	Locked  Kind = "lock"    // a mutex is locked
	Freed   Kind = "unlock"  // a mutex is unlocked
	Wait    Kind = "wait"    // for a group, a condition, another goroutine
	Done    Kind = "done"    // lets such a wait end
	Send    Kind = "send"    // on a channel
	Receive Kind = "receive" // from a channel
	Close   Kind = "close"   // of a channel
	Access  Kind = "access"  // the stream is used
	End     Kind = "end"     // the goroutine ends
)

// A Note says something about a place.
type Note struct {
	Place Place  `json:"place"`
	Text  string `json:"text"`
}

// A Place is a range in a file. File is named as in diagnostics. In another package than the one that
// was analyzed, the directory may be unknown; then File is the import path, a slash and the base
// name, and can't be opened.
type Place struct {
	Package string `json:"package,omitempty"` // import path
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Col     int    `json:"col,omitempty"`
	EndLine int    `json:"endLine,omitempty"` // 0 if the end is not known
	EndCol  int    `json:"endCol,omitempty"`
}

// IsValid reports whether the place is known.
func (p Place) IsValid() bool { return p.Line > 0 }

// Places calls f with each place in the story, also with the same place twice.
func (s *Story) Places(f func(Place)) {
	f(s.At)
	notes := func(list []Note) {
		for _, n := range list {
			f(n.Place)
		}
	}
	for i, lane := range s.Lanes {
		f(lane.Access)
		for _, l := range lane.Locks {
			f(l.Place)
		}
		notes(s.Stream.Origins[i])
	}
	for _, e := range s.Events {
		f(e.Place)
	}
	notes(s.Conditions)
	notes(s.Reasons)
	for _, m := range s.Mentions {
		f(m.Place)
	}
}

// Texts calls f with the address of each text in the story that is for people.
func (s *Story) Texts(f func(text *string)) {
	f(&s.Message)
	f(&s.Stream.Name)
	f(&s.Stream.Kind)
	f(&s.Recipe)
	f(&s.Advice)
	for i := range s.Mentions {
		f(&s.Mentions[i].Text)
	}
	f(&s.Open)
	notes := func(list []Note) {
		for i := range list {
			f(&list[i].Text)
		}
	}
	for i := range s.Lanes {
		f(&s.Lanes[i].Name)
		for k := range s.Lanes[i].Locks {
			f(&s.Lanes[i].Locks[k].Name)
		}
		notes(s.Stream.Origins[i])
	}
	for i := range s.Events {
		f(&s.Events[i].Text)
	}
	notes(s.Conditions)
	notes(s.Reasons)
}
