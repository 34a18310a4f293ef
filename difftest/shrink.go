package difftest

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/difftest/vet"
)

// Shrink returns the smallest disagreement that it finds on the way down from o:
// each step takes one thing away, and the analyzer is still wrong in one of the
// ways that it was in the beginning.
func Shrink(d *vet.Driver, o *Outcome) (*Outcome, error) {
	kinds := o.Kinds()
	for {
		smaller, err := step(d, o, kinds[:1])
		if err != nil || smaller == nil {
			return o, err
		}
		o = smaller
	}
}

func step(d *vet.Driver, o *Outcome, kinds []string) (*Outcome, error) {
	for p := range o.Case.Model.Smaller() {
		c, err := New(o.Case.Seed, p)
		if err != nil || c.Text() == o.Case.Text() {
			continue // not every smaller program means anything
		}
		smaller, err := Check(d, c)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(smaller.Kinds(), func(k string) bool { return slices.Contains(kinds, k) }) {
			return smaller, nil
		}
	}
	return nil, nil
}

// Class returns a string that outcomes have in common which are wrong in the
// same way about programs of the same constructs.
func (o *Outcome) Class() string {
	class := ""
	for _, kind := range o.Kinds() {
		if word, _, _ := strings.Cut(kind, " "); !strings.Contains(class, word) {
			class += word + " "
		}
	}
	for _, f := range o.Case.Model.Features() {
		if !slices.Contains(common, f) {
			class += ", " + f
		}
	}
	return class
}

// common are the features that most programs have, and that say little.
var common = []string{
	"shape function", "place local", "place field", "declare event", "declare mutex", "declare rwmutex",
	"declare waitgroup", "declare errgroup", "declare results", "declare semaphore", "declare once",
	"open stream", "open upload", "spawn",
	"use Send", "use SendMsg", "use Recv", "use RecvMsg", "use CloseSend", "use CloseAndRecv",
}
