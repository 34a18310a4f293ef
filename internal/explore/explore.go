// Package explore executes a package many times, each time with other choices, and
// collects the races that the executions show.
package explore

import (
	"fmt"
	"slices"
	"sync"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
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

// A Finding is a race and the simplest execution that showed it.
type Finding struct {
	shadow.Race
	Plan    Plan
	Choices choice.Sequence // up to the race
	Count   int             // how many executions showed it
	After   int             // how many executions there were until it was found
	Steps   int             // and how many steps
}

// Budget bounds an exploration. It is counted in what is executed, never in time, so that
// the same input gives the same findings on every machine.
type Budget struct {
	Fewest int // executions, whatever they show
	Most   int // executions
	// Settled is how many executions that show nothing new end the exploration, besides four for
	// each block that may lead to an access.
	Settled int
	Steps   int // of all executions
	PerRun  int // of one execution
	Idle    int // of one execution in which no goroutine comes to code that is new to it; 0 for PerRun
}

// Result is what an exploration has found.
type Result struct {
	Findings   []*Finding
	Executions int
	Steps      int
	Accesses   int
	Outcomes   map[machine.Outcome]int
	Reasons    map[string]int
	Covered    int // blocks that were entered, of Blocks that may lead to an access
	Blocks     int
	Drivers    []DriverResult

	settled bool
}

// DriverResult says what the executions of one driver have shown.
type DriverResult struct {
	Name     string
	Runs     int
	Accesses int
}

// Unexplored says why there may be more to find, or nothing.
func (r *Result) Unexplored() string {
	if r.settled || r.Executions == 0 {
		return ""
	}
	return fmt.Sprintf("%d executions still showed something new; -streamvet.executions allows more", r.Executions)
}

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
	cache     *machine.Cache
	distance  *distances
	drivers   []*driverState
	corpus    []*kept
	findings  map[identity]*Finding
	partners  map[machine.Place]int    // in how many findings a call is
	handovers map[shadow.Handover]bool // that executions have had
	shared    bool                     // whether two goroutines have used one stream in an execution
	news      int                      // the last execution that has shown something new
	result    Result
	random    *choice.Source
}

// driverState says how much a driver has brought.
type driverState struct {
	*drive.Driver
	runs     int // without a prefix
	executed int
	accesses int
	fresh    int
	seed     uint64
	random   *choice.Source // what its executions are
}

// identity is what makes two races one finding.
type identity struct {
	category string
	a, b     machine.Place
}

// Run explores until the budget is used up.
func (x *Explorer) Run() *Result {
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
			x.longest = max(x.longest, len(f.Blocks[i].Instrs))
		}
	}
	for i, d := range x.distance.block {
		x.matters[i] = d < far
		if d < far {
			x.result.Blocks++
		}
	}
	for _, d := range x.Package.Drivers() {
		x.use(d)
	}
	fallback := max(minimum, 4*len(x.drivers))
	if len(x.drivers) == 0 {
		fallback = -1
		x.fallBack()
	}
	if len(x.drivers) == 0 {
		return &x.result
	}
	// Each driver has a turn, whatever the others cost and however many they are.
	for i := 0; i < max(x.Budget.Most, len(x.drivers)) && x.result.Steps < x.steps(i); i++ {
		if x.settled(i) {
			x.result.settled = true
			break
		}
		if i == fallback {
			x.fallBack()
			x.news = i
		}
		plan, prefix := x.next(i)
		x.execute(i, plan, prefix)
	}
	for _, d := range x.drivers {
		x.result.Drivers = append(x.result.Drivers, DriverResult{d.Name, d.runs, d.accesses})
	}
	for _, f := range x.findings {
		x.result.Findings = append(x.result.Findings, f)
	}
	slices.SortFunc(x.result.Findings, compare)
	return &x.result
}

// settled reports whether i executions are enough: the last ones have shown nothing new. Where no
// stream came to a second goroutine, or nobody has one, there is less to wait for.
func (x *Explorer) settled(i int) bool {
	least, patience := x.Budget.Fewest, x.Budget.Settled+min(4*x.result.Blocks, 1600)
	switch {
	case x.result.Accesses == 0:
		least, patience = least/2, x.Budget.Settled/4
	case !x.shared:
		patience = x.Budget.Settled / 2
	}
	return i >= max(least, 2*len(x.drivers)) && i-x.news >= patience
}

// steps returns how many steps there are for all executions, i of which have been made: fewer as
// long as nothing can race, once each driver has had its turns.
func (x *Explorer) steps(i int) int {
	switch {
	case i < 2*len(x.drivers):
		return x.Budget.Steps
	case x.result.Accesses == 0:
		return x.Budget.Steps / 4
	case !x.shared:
		return x.Budget.Steps / 2
	}
	return x.Budget.Steps
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

// minimum is how many executions come before it is looked at what they have not come to.
const minimum = 80

func (x *Explorer) use(d *drive.Driver) {
	seed := x.Seed ^ choice.Hash(d.Name)
	x.drivers = append(x.drivers, &driverState{Driver: d, seed: seed, random: choice.Random(seed, nil)})
}

// fallBack adds the drivers for what no execution has come to.
func (x *Explorer) fallBack() {
	for _, d := range x.Package.Fallbacks() {
		if !slices.ContainsFunc(d.Calls, func(f *code.Func) bool { return x.visits[f.Base] > 0 }) {
			x.use(d)
		}
	}
}

// next decides what the i-th execution is.
func (x *Explorer) next(i int) (Plan, choice.Sequence) {
	if len(x.corpus) > 0 && i >= 2*len(x.drivers) && often(i, x.Strategy.Again) {
		return x.again()
	}
	d := x.driver(i)
	n := d.runs - 1
	// What a driver's n-th execution is does not depend on the other drivers: an edit elsewhere
	// in the package does not change it.
	return Plan{Driver: d.Driver, Strategy: x.Strategy.scheduler(d.random), Echo: d.random.Intn(2) == 1, Directed: often(n, x.Strategy.Directed), Jitter: d.random.Intn(4) == 0, Crowd: x.crowd(d.Driver, n)}, nil
}

// often reports whether i is one of the numbers that are percent in 100 of all, at even distances.
func often(i, percent int) bool { return (i+1)*percent/100 > i*percent/100 }

// driver chooses a driver: each one a few times at first, later those that lead to accesses.
func (x *Explorer) driver(i int) *driverState {
	if i < 2*len(x.drivers) {
		d := x.drivers[i%len(x.drivers)]
		d.runs++
		return d
	}
	total := 0
	weigh := func(d *driverState) int {
		if d.accesses == 0 && d.runs > 20 {
			return 1 // it has had its chance
		}
		return 4 * (d.Weight + d.fresh)
	}
	for _, d := range x.drivers {
		total += weigh(d)
	}
	n := x.random.Intn(total)
	for _, d := range x.drivers {
		if n -= weigh(d); n < 0 {
			d.runs++
			return d
		}
	}
	return x.drivers[0]
}

func (x *Explorer) state(d *drive.Driver) *driverState {
	for _, s := range x.drivers {
		if s.Driver == d {
			return s
		}
	}
	return new(driverState)
}

// perRun bounds the steps of the next execution. In their first turns, all drivers together get
// no more than half of the budget.
func (x *Explorer) perRun() int {
	const least = 500
	if n := len(x.drivers); x.result.Executions < n {
		return min(x.Budget.PerRun, max(x.Budget.Steps/(2*n), least))
	}
	return x.Budget.PerRun
}

// New returns the execution of a plan.
func (x *Explorer) New(p Plan, src *choice.Source) (*machine.Machine, *shadow.Shadow) {
	m := machine.New(x.Package.Program, src, x.Models)
	m.Echo, m.Jitter, m.Crowd = p.Echo, p.Jitter, p.Crowd
	m.MaxSteps, m.Idle = x.perRun(), x.idle()
	if p.Crowd > 0 {
		m.MaxSteps, m.Idle = 2*m.MaxSteps, 0 // many goroutines run the same code
	}
	m.Visits, m.Matters, m.Cache = x.visits, x.matters, x.cache
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

// idle returns how many steps an execution may take without coming to new code: a block may be long,
// and call functions that are not new.
func (x *Explorer) idle() int {
	if x.Budget.Idle == 0 {
		return 0
	}
	return x.Budget.Idle + 4*x.longest
}

func (x *Explorer) execute(i int, p Plan, prefix choice.Sequence) {
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
	fresh := m.Entered > 0
	x.result.Covered += m.Entered
	if fresh {
		x.news = i
	}
	drawn := sync.OnceValue(func() choice.Sequence { return slices.Clone(src.Drawn()) })
	for _, r := range s.Races {
		if x.found(r, p, drawn) {
			fresh = true
			x.news = i
		}
	}
	keep, news := x.seen(s.Handovers)
	if news {
		x.news = i
	}
	if (fresh || keep) && p.Crowd == 0 { // what a crowd does takes too long to be begun again
		d.fresh = min(d.fresh+1, 8)
		x.keep(&kept{plan: p, choices: drawn()})
	}
}

func (x *Explorer) keep(k *kept) {
	const limit = 200
	if len(x.corpus) < limit {
		x.corpus = append(x.corpus, k)
		return
	}
	x.corpus[x.random.Intn(limit)] = k
}

// found notes a race, and reports whether it is new.
func (x *Explorer) found(r shadow.Race, p Plan, drawn func() choice.Sequence) bool {
	if len(r.First.Stack) == 0 || len(r.Second.Stack) == 0 {
		return false
	}
	id := identity{r.Category, x.shown(r.First), x.shown(r.Second)}
	if less(id.b, id.a) {
		id.a, id.b = id.b, id.a
	}
	if f, ok := x.findings[id]; ok {
		f.Count++
		if c := compareStories(r, f.Race); c < 0 || c == 0 && r.Second.Choices < len(f.Choices) {
			f.Race, f.Plan, f.Choices = r, p, drawn()[:r.Second.Choices]
		}
		return false
	}
	if !x.wanted(id) {
		return false
	}
	x.partners[id.a]++
	x.partners[id.b]++
	x.findings[id] = &Finding{r, p, drawn()[:r.Second.Choices], 1, x.result.Executions, x.result.Steps}
	return true
}

// Where many calls race with each other, not all pairs of them are findings: nobody reads so
// many. No call is left out, whatever others there are.
const (
	manyPartners = 16   // of one call
	manyFindings = 2000 // with more, one partner of a call is enough
)

// wanted reports whether a pair of calls would be worth a finding.
func (x *Explorer) wanted(id identity) bool {
	limit := manyPartners
	if len(x.findings) >= manyFindings {
		limit = 1
	}
	return x.partners[id.a] < limit || x.partners[id.b] < limit
}

// shown returns where an access shows in the package: at the call that leads to it, if that
// is in another package.
func (x *Explorer) shown(a *machine.Access) machine.Place {
	for _, p := range a.Stack {
		if p.Fn.Pkg == x.Package.Program.Package {
			return p
		}
	}
	return a.Stack[0]
}
