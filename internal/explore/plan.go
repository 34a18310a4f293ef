package explore

import (
	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/drive"
)

// A Plan is what an execution is made of, besides its choices.
type Plan struct {
	Driver   *drive.Driver
	Strategy int // which of the schedulers
	Echo     bool
	Directed bool
	Jitter   bool
	Crowd    int // how many handlers are called at once; 0 for a few
}

// randomWalk is the strategy whose choices are simplest where goroutines change least.
const randomWalk = 1

// next decides what the i-th execution is.
func (x *Explorer) next(i int) (Plan, choice.Sequence) {
	if len(x.corpus) > 0 && i >= 2*len(x.drivers) && often(i, x.Strategy.Again) {
		return x.again()
	}
	d := x.driver(i)
	n := d.runs - 1
	// What a driver's n-th execution is does not depend on the other drivers: an edit elsewhere
	// in the package does not change it.
	return Plan{
		Driver:   d.Driver,
		Strategy: x.Strategy.scheduler(d.random),
		Echo:     d.random.Intn(2) == 1,
		Directed: often(n, x.Strategy.Directed),
		Jitter:   d.random.Intn(4) == 0,
		Crowd:    x.crowd(d.Driver, n),
	}, nil
}

// often reports whether i is one of the numbers that are percent in 100 of all, at even distances.
func often(i, percent int) bool { return (i+1)*percent/100 > i*percent/100 }
