// Package explore executes a package many times, each time with other choices, and
// collects the races that the executions show.
package explore

import (
	"slices"
	"sync"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
)

// Explorer explores one package.
type Explorer struct {
	Package *drive.Package
	Models  machine.Models
	Budget  Budget
	Seed    uint64
	// Strategy is how executions are chosen: Default, if it has no name.
	Strategy Strategy
	// Undocumented says that uses count of which the documentation of their API says nothing.
	Undocumented bool
	// Trace, if it is not nil, is called before each execution.
	Trace func(m *machine.Machine, p Plan)
	// Executed, if it is not nil, is called after each execution.
	Executed func(m *machine.Machine, p Plan)
	// Toward, if it is not nil, is what executions are directed toward, in place of accesses.
	Toward Target

	visits    []uint32
	matters   []bool // of each block: whether an access can follow
	longest   int    // instructions of a block
	instrs    int    // of the package's own functions
	cache     *machine.Cache
	distance  *distances
	drivers   []*driverState
	corpus    []*kept
	findings  map[identity]*Finding
	partners  map[machine.Place]int    // in how many findings a call is
	handovers map[shadow.Handover]bool // that executions have had
	stage     Stage
	fellBack  bool // whether the drivers for what no execution had reached are there
	quiet     int  // what the executions since the last news count
	turns     int  // how many steps the first turns of all drivers took
	news      int  // the step after which they began
	covered   int  // blocks of the package itself that were entered
	newsHere  int  // the step after which executions have shown nothing new in the package itself
	result    Result
	random    *choice.Source
}

// Run explores until the budget is used up.
func (x *Explorer) Run() *Result {
	x.prepare()
	for _, d := range x.Package.Drivers() {
		x.use(d)
	}
	if len(x.drivers) == 0 {
		x.fallBack()
	}
	if len(x.drivers) == 0 {
		return &x.result
	}
	// Each driver has a turn, whatever the others cost and however many they are.
	for i := 0; ; i++ {
		if x.missing(i) {
			x.fallBack()
		}
		x.result.settled = x.settled(i)
		if x.result.settled && !x.worthwhile() || i >= max(x.Budget.Most, len(x.drivers)) {
			break
		}
		if x.spent(i) {
			x.result.settled = x.result.settled || x.settledHere()
			break
		}
		plan, prefix := x.next(i)
		x.execute(plan, prefix)
	}
	return x.collect()
}

// prepare makes what the executions share.
func (x *Explorer) prepare() {
	if x.Strategy.Name == "" {
		x.Strategy = Default
	}
	x.visits = make([]uint32, x.Package.Program.Blocks)
	x.findings, x.handovers = map[identity]*Finding{}, map[shadow.Handover]bool{}
	x.partners = map[machine.Place]int{}
	x.result.Outcomes, x.result.Reasons = map[machine.Outcome]int{}, map[string]int{}
	x.random = choice.Random(x.Seed, nil)
	x.distance, x.cache = newDistances(x.Package.Program, x.target()), machine.NewCache()
	x.matters = make([]bool, x.Package.Program.Blocks)
	for _, f := range x.Package.Program.Funcs {
		for i := range f.Blocks {
			n := len(f.Blocks[i].Instrs)
			x.longest = max(x.longest, n)
			if f.Pkg == x.Package.Program.Package {
				x.instrs += n
			}
		}
	}
	for i, d := range x.distance.block {
		x.matters[i] = d < far
		if d < far {
			x.result.Blocks++
		}
	}
}

// collect returns what all executions have found, in an order of its own.
func (x *Explorer) collect() *Result {
	for _, d := range x.drivers {
		x.result.Drivers = append(x.result.Drivers, DriverResult{d.Name, d.runs, d.accesses})
	}
	for _, f := range x.findings {
		x.result.Findings = append(x.result.Findings, f)
	}
	slices.SortFunc(x.result.Findings, compare)
	return &x.result
}

func (x *Explorer) target() Target {
	if x.Toward != nil {
		return x.Toward
	}
	return accesses(x.Package.Program)
}

// Nearest returns the place that executions have come to and that is nearest to another one, and
// whether they have been there. It reports whether there is a way at all.
func (x *Explorer) Nearest(to Target) (at machine.Place, there, ok bool) {
	at, n, ok := newDistances(x.Package.Program, to).nearest(x.visits)
	return at, n == 0, ok
}

// New returns the execution of a plan.
func (x *Explorer) New(p Plan, src *choice.Source) (*machine.Machine, *shadow.Shadow) {
	m := machine.New(x.Package.Program, src, x.Models)
	m.Echo, m.Jitter, m.Crowd = p.Echo, p.Jitter, p.Crowd
	d := x.state(p.Driver)
	m.MaxSteps, m.Idle = x.perRun(d), x.idle(d)
	if p.Crowd > 0 {
		m.MaxSteps, m.Idle = 2*m.MaxSteps, 0 // many goroutines run the same code
	}
	m.Visits, m.Matters = x.visits, x.matters
	if x.cache != nil {
		m.Share(x.cache)
	}
	m.Leads = x.Package.Accesses
	if p.Directed {
		m.Guide = x.distance
	}
	m.Scheduler = schedulers[p.Strategy]
	s := shadow.New()
	s.Undocumented = x.Undocumented
	m.Observer = s
	return m, s
}

func (x *Explorer) execute(p Plan, prefix choice.Sequence) {
	d := x.state(p.Driver)
	d.executed++
	src := choice.Random(d.seed+uint64(d.executed)*0x9e3779b97f4a7c15, prefix)
	m, s := x.New(p, src)
	if x.Trace != nil {
		x.Trace(m, p)
	}
	x.Package.Start(m, p.Driver)
	m.Run()
	if x.Executed != nil {
		x.Executed(m, p)
	}
	x.result.Executions++
	x.result.Steps += m.Steps
	x.result.Accesses += s.Accesses
	x.result.Outcomes[m.Outcome]++
	if m.Reason != "" {
		x.result.Reasons[m.Reason]++
	}
	d.accesses += s.Accesses
	d.stage = max(d.stage, stage(s))
	if m.Outcome == machine.Exhausted && s.Accesses == 0 {
		d.cut++
	}
	fresh := m.Entered > 0
	x.result.Covered += m.Entered
	drawn := sync.OnceValue(func() choice.Sequence { return slices.Clone(src.Drawn()) })
	for _, r := range s.Races {
		if x.found(r, p, drawn) {
			fresh = true
		}
	}
	keep, news := x.seen(s.Handovers)
	x.count(stage(s), m.Steps > m.MaxSteps || m.Outcome == machine.Exited, fresh || news)
	if n := x.covered; news || fresh {
		if x.covered = x.coverage(); news || x.covered > n {
			x.newsHere = x.result.Steps
		}
	}
	if (fresh || keep) && p.Crowd == 0 { // what a crowd does takes too long to be begun again
		d.fresh = min(d.fresh+1, 8)
		x.keep(&kept{plan: p, choices: drawn()})
	}
	m.Recycle()
}
