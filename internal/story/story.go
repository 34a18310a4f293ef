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
	// Orders say which of the events happen before one of the other lane, besides the starts.
	Orders []Order `json:"orders,omitempty"`
	// Conditions are what has to be so, of what the code doesn't determine, that it comes to this.
	Conditions []Note `json:"conditions,omitempty"`
	// Reasons say why what one sees nearby (a lock, a wait) does not order the two accesses.
	Reasons []Note `json:"reasons,omitempty"`
	// Open says, if one of the accesses comes while the other goroutine uses what a call has
	// returned, which call that is. The two may be ordered then.
	Open string `json:"open,omitempty"`
	// Recipe names a way to fix it, by the title of a recipe on the page about the category:
	// see checks.Recipes.
	Recipe string `json:"recipe,omitempty"`
	// Advice says what that would be here.
	Advice string `json:"advice,omitempty"`
	// Mentions are the places that texts name, the message among them.
	Mentions []Mention `json:"mentions,omitempty"`
}

// A Mention is how texts name a place: in the package that was analyzed by the base name of the file.
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
	Assumed     Confidence = "assumed"     // it rests on what code does that isn't seen
)

// A Stream is what both lanes use.
type Stream struct {
	Name string `json:"name,omitempty"` // as the code at the diagnostic has it, such as "c.stream"
	Kind string `json:"kind,omitempty"` // what it is, if not a stream: "connection"
	// Origins say for each lane where its goroutine has got the stream from, the first origin
	// first: the call that made it, a parameter, a variable that it was loaded from.
	Origins [2][]Note `json:"origins"`
}

// Missing says why the two accesses, whose numbers are given, exclude each other: nothing orders
// them, or it doesn't help.
func (s *Story) Missing(first, second int) string {
	if s.Open != "" {
		return fmt.Sprintf("%d comes between %s and %d", first, s.Open, second)
	}
	return fmt.Sprintf("nothing orders %d and %d", first, second)
}

// Noun returns what people call it.
func (s *Stream) Noun() string { return cmp.Or(s.Kind, "stream") }

// A Lane is one of the two goroutines.
type Lane struct {
	Name   string `json:"name"`   // what it is: "handler Join", "goroutine started at chat.go:86", "main"
	Method string `json:"method"` // of the stream, that it calls
	Access Place  `json:"access"` // where it does
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
	// Starts is 1 or 2 if the goroutine of that lane begins with it, whoever does it.
	Starts int `json:"starts,omitempty"`
	// Way is 1 or 2 if it is on the way to the access of that lane, whoever does it.
	Way int `json:"way,omitempty"`
	// Early says that another goroutine does it, from which that of the lane comes.
	Early bool   `json:"early,omitempty"`
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
	Put     Kind = "store"   // it puts the stream where others find it
	Return  Kind = "return"  // a function returns without having waited
	Locked  Kind = "lock"    // a mutex is locked
	Freed   Kind = "unlock"  // a mutex is unlocked
	Wait    Kind = "wait"    // for a group, a condition, another goroutine
	Done    Kind = "done"    // what such a wait may wait for
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

// A Place is a range in a file. In the package that was analyzed, File is named as diagnostics
// name it. In another one it is, if that is known; else it is the import path, a slash, and the
// name of the file, and there is no file to look at.
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

// Places calls f with each place that the story names: a place may come more than
// once.
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
