package story

// An Answer says why two calls on streams race, or why they don't, as far as the executions of one
// package have shown.
type Answer struct {
	Package string  `json:"package"`
	Verdict Verdict `json:"verdict"`
	// Text is the answer in a sentence.
	Text string `json:"text"`
	// Notes are the evidence: what orders the two calls, step by step; or where each has got its
	// stream; or how far executions get on the way to a call that they don't reach.
	Notes []Note `json:"notes,omitempty"`
	// Executions counts all executions, Reached those that reached the first and the second call, and
	// Both those that reached both.
	Executions int    `json:"executions"`
	Reached    [2]int `json:"reached"`
	Both       int    `json:"both"`
}

// Verdict says how two calls are related.
type Verdict string

// The verdicts. If executions give different ones, the first of these counts.
const (
	Racing     Verdict = "race"
	Ordered    Verdict = "ordered"    // in all executions
	InTurn     Verdict = "in turn"    // one goroutine makes both
	Compatible Verdict = "compatible" // the API allows them at the same time
	Different  Verdict = "different"  // they use different streams
	Alone      Verdict = "alone"      // no execution reaches both
	Unreached  Verdict = "unreached"  // no execution reaches one of them
)

// Texts calls f with the address of each text in the answer that is for people.
func (a *Answer) Texts(f func(text *string)) {
	f(&a.Text)
	for i := range a.Notes {
		f(&a.Notes[i].Text)
	}
}
