package story

// An Answer says why two calls on streams race, or why they don't, as far as the executions of one
// package have shown.
type Answer struct {
	Package string  `json:"package"`
	Verdict Verdict `json:"verdict"`
	// Text says it in a sentence.
	Text string `json:"text"`
	// Notes are what it rests on: what orders the two, from the one to the other; or where each has
	// got its stream; or where the way to one of them ends.
	Notes []Note `json:"notes,omitempty"`
	// Executions are all of them, Reached those that came to the first and to the second place, and
	// Both those that came to both.
	Executions int    `json:"executions"`
	Reached    [2]int `json:"reached"`
	Both       int    `json:"both"`
}

// Verdict says what has become of two calls.
type Verdict string

// The verdicts. If different executions give different ones, the first of these counts.
const (
	Racing     Verdict = "race"
	Ordered    Verdict = "ordered"    // in all executions
	InTurn     Verdict = "in turn"    // one goroutine makes both
	Compatible Verdict = "compatible" // the API allows them at the same time
	Apart      Verdict = "apart"      // they use different streams
	Alone      Verdict = "alone"      // no execution comes to both
	Unreached  Verdict = "unreached"  // no execution comes to one of them
)

// Texts calls f with the address of each text in the answer that is for people.
func (a *Answer) Texts(f func(text *string)) {
	f(&a.Text)
	for i := range a.Notes {
		f(&a.Notes[i].Text)
	}
}
