package explore

import (
	"slices"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/drive"
)

// driverState says how much a driver has brought.
type driverState struct {
	*drive.Driver
	runs     int // without a prefix
	executed int
	accesses int
	cut      int   // executions that were ended by their bounds before any use of a stream
	stage    Stage // the furthest one that its executions have come to
	fresh    int
	seed     uint64
	random   *choice.Source // what its executions are
}

func (x *Explorer) use(d *drive.Driver) {
	seed := x.Seed ^ choice.Hash(d.Name)
	x.drivers = append(x.drivers, &driverState{Driver: d, seed: seed, random: choice.Random(seed, nil)})
}

// beforeFallBack is how many executions there are, at least, before drivers are added for what they
// have not reached: fewer if these have used up half of the steps.
const beforeFallBack = 80

// missing reports whether it is time, after i executions, to add drivers for what none has reached.
func (x *Explorer) missing(i int) bool {
	return !x.fellBack && i >= 2*len(x.drivers) && (i >= beforeFallBack || 2*x.result.Steps >= x.steps())
}

// rarely says when a function counts as not reached: if it was called less often than in one of so many
// executions. What a server does before it registers a service may seldom succeed.
const rarely = 20

// fallBack adds the drivers for what hardly any execution has reached: if none has come to an access,
// those for all.
func (x *Explorer) fallBack() {
	x.fellBack = true
	none := !slices.ContainsFunc(x.drivers, func(d *driverState) bool { return d.accesses > 0 })
	for _, d := range x.Package.Fallbacks() {
		if none || !slices.ContainsFunc(d.Calls, func(f *code.Func) bool { return rarely*int(x.visits[f.Base]) >= max(x.result.Executions, 1) }) {
			x.use(d)
			x.quiet, x.news = 0, x.result.Steps
		}
	}
}

// driver chooses a driver: each one a few times at first, later those that lead to accesses.
func (x *Explorer) driver(i int) *driverState {
	var d *driverState
	if i < 2*len(x.drivers) {
		d = x.drivers[i%len(x.drivers)]
	} else {
		d = choice.Weighted(x.random, x.drivers, x.weight)
	}
	d.runs++
	return d
}

// weight says how often a driver has a turn, compared with others. Where there are many, most do
// nothing with streams: they have had their chance sooner.
func (x *Explorer) weight(d *driverState) int {
	switch {
	case d.accesses == 0 && d.runs >= max(2, min(20, 100/len(x.drivers))):
		return 1
	case d.stage == Contended:
		return 12 * (d.Weight + d.fresh)
	}
	return 4 * (d.Weight + d.fresh)
}

func (x *Explorer) state(d *drive.Driver) *driverState {
	for _, s := range x.drivers {
		if s.Driver == d {
			return s
		}
	}
	return new(driverState)
}
