package explore

import (
	"slices"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
)

// A Retrial executes a finding's execution again, as it was or with other choices, to tell what
// it takes to show the race.
type Retrial struct {
	Finding *Finding // with the simplest execution that is known
	x       *Explorer
	left    int // steps that may still be made
	used    int
	least   int    // steps up to the race, in the shortest execution so far
	sites   *sites // of the execution, once they are known
}

// longer is how many times as long as the shortest execution up to the race others may take.
const longer = 5

// Retry returns a Retrial that makes no more than so many steps, except by Watch.
func (x *Explorer) Retry(f *Finding, steps int) *Retrial {
	copied := *f
	return &Retrial{Finding: &copied, x: x, left: steps}
}

// Steps returns how many steps were made.
func (r *Retrial) Steps() int { return r.used }

// Reduce looks for a simpler execution that shows the same race, with the same stacks: one in
// which goroutines change less often, and in which more goes the usual way. It takes half of the
// steps that are left.
func (r *Retrial) Reduce() {
	rest := r.left / 2
	r.left -= rest
	defer func() { r.left += rest }()
	walk, ok := r.asWalk()
	if !ok {
		return
	}
	f := r.Finding
	f.Plan.Strategy, f.Choices = randomWalk, walk
	f.Choices = choice.Shrink(walk, func(s choice.Sequence) (choice.Sequence, bool, bool) {
		drawn, ok := r.shows(choice.Replay(s))
		return drawn, ok, r.left > 0
	})
}

// asWalk returns the execution as one of the random walk, in which choice 0 is to stay with the
// goroutine that runs. It reports whether the race is there.
func (r *Retrial) asWalk() (choice.Sequence, bool) {
	f := r.Finding
	src := choice.Replay(f.Choices)
	m, h := r.prepare(src)
	t := &translation{inner: m.Scheduler}
	m.Scheduler = t
	r.run(m)
	if h.found == nil {
		return nil, false
	}
	t.flush(src.Drawn()[:h.drawn])
	walk := Retrial{Finding: &Finding{Race: f.Race, Plan: f.Plan}, x: r.x}
	walk.Finding.Plan.Strategy = randomWalk
	drawn, ok := walk.shows(choice.Replay(t.out))
	r.left -= walk.used
	r.used += walk.used
	r.least = walk.least
	return drawn, ok
}

// Shows reports whether an execution with other choices shows the race.
func (r *Retrial) Shows(src *choice.Source) bool {
	_, ok := r.shows(src)
	return ok
}

// A site is where a choice is made: in a goroutine, before or at an instruction. Who goes on is
// chosen at no site in particular.
type site struct {
	topic     machine.Topic
	goroutine int
	in        *code.Instr
}

func siteOf(m *machine.Machine) site {
	s := site{topic: m.Topic()}
	if g := m.Current(); g != nil && s.topic != machine.Scheduling {
		s.goroutine = g.ID
		_, s.in = g.Next()
	}
	return s
}

// sites are the choices of an execution by their sites. If one of them becomes another one, and with
// it what follows in that goroutine, the others can still be made again at theirs.
type sites struct {
	of     []site // of each choice
	chosen map[site]choice.Sequence
}

// sitesOf executes the finding's execution, and returns its choices by their sites.
func (r *Retrial) sitesOf() *sites {
	if r.sites != nil {
		return r.sites
	}
	r.sites = &sites{chosen: map[site]choice.Sequence{}}
	src := choice.Replay(r.Finding.Choices)
	m, _ := r.prepare(src)
	src.Watch(func(d choice.Draw) {
		at := siteOf(m)
		r.sites.of = append(r.sites.of, at)
		r.sites.chosen[at] = append(r.sites.chosen[at], d.Value)
	})
	r.run(m)
	return r.sites
}

// with returns a source that chooses as the sites say, but another alternative for the i-th choice,
// and as otherwise says where they say nothing. The machine that it is for is to be set before the
// first choice.
func (s *sites) with(i int, m **machine.Machine, otherwise *choice.Source) *choice.Source {
	flipped := s.of[i]
	nth := 0
	for _, at := range s.of[:i] {
		if at == flipped {
			nth++
		}
	}
	made := map[site]int{}
	return choice.Ask(func(n uint32) uint32 {
		at := siteOf(*m)
		k := made[at]
		made[at]++
		if k >= len(s.chosen[at]) {
			return uint32(otherwise.Intn(int(n)))
		}
		v := s.chosen[at][k]
		switch {
		case at != flipped || k != nth:
			return v
		case v == 0:
			return 1
		}
		return 0
	})
}

// atRandom is how many executions with one choice changed go on at random where they must.
const atRandom = 2

// Needs reports whether the two calls don't race any more once the i-th choice is another one:
// whether what is new then is chosen in the simplest way or at random.
func (r *Retrial) Needs(i int) bool {
	s := r.sitesOf()
	if i >= len(s.of) {
		return false
	}
	others := []*choice.Source{choice.Replay(nil)}
	for seed := range uint64(atRandom) {
		others = append(others, choice.Random(seed, nil))
	}
	return !slices.ContainsFunc(others, func(otherwise *choice.Source) bool {
		var m *machine.Machine
		m, h := r.prepare(s.with(i, &m, otherwise))
		h.anyWay = true
		m.MaxSteps = min(m.MaxSteps, longer*max(r.least, 1))
		r.run(m)
		return h.found != nil
	})
}

// More reports whether more steps may be made.
func (r *Retrial) More() bool { return r.left > 0 }

// shows is like Shows. It also returns what was drawn until the race was there.
func (r *Retrial) shows(src *choice.Source) (choice.Sequence, bool) {
	m, h := r.prepare(src)
	if r.least > 0 {
		m.MaxSteps = min(m.MaxSteps, longer*r.least)
	}
	r.run(m)
	if h.found == nil {
		return nil, false
	}
	if r.least == 0 || m.Steps < r.least {
		r.least = m.Steps
	}
	return src.Drawn()[:h.drawn], true
}

// Watch executes the finding's execution to its end, unless that is far, and returns the race, or
// nil if it isn't there. Before it begins, the machine may be prepared by whoever wants to watch it.
func (r *Retrial) Watch(prepare func(*machine.Machine)) *shadow.Race {
	m, h := r.prepare(choice.Replay(r.Finding.Choices))
	h.goOn = true
	if r.least > 0 {
		m.MaxSteps = min(m.MaxSteps, longer*r.least)
	}
	prepare(m)
	r.run(m)
	if h.found != nil {
		r.Finding.Race = *h.found
	}
	return h.found
}

func (r *Retrial) prepare(src *choice.Source) (*machine.Machine, *hunt) {
	m, s := r.x.New(r.Finding.Plan, src)
	m.Visits = nil // it is no part of the exploration
	h := &hunt{Shadow: s, want: r.Finding.Race}
	m.Observer = h
	return m, h
}

func (r *Retrial) run(m *machine.Machine) {
	r.x.Package.Start(m, r.Finding.Plan.Driver)
	m.Run()
	r.left -= m.Steps
	r.used += m.Steps
}

// hunt waits for one race.
type hunt struct {
	*shadow.Shadow
	want   shadow.Race
	anyWay bool // whether other ways to its accesses will do
	goOn   bool // whether the execution goes on then
	found  *shadow.Race
	drawn  int // how many choices had been made
}

func (h *hunt) Access(m *machine.Machine, a *machine.Access) {
	n := len(h.Races)
	h.Shadow.Access(m, a)
	if h.found != nil {
		return
	}
	for _, race := range h.Races[n:] {
		if !sameStory(race, h.want) && (!h.anyWay || !sameCalls(race, h.want)) {
			continue
		}
		h.found, h.drawn = &race, len(m.Choices.Drawn())
		if !h.goOn {
			m.Stop(machine.Ended, "")
		}
		return
	}
}

// sameStory reports whether two races are told in the same way, whichever access comes first.
func sameStory(r, s shadow.Race) bool {
	if r.Category != s.Category {
		return false
	}
	a, b := ways(r)
	c, d := ways(s)
	return slices.Equal(a, c) && slices.Equal(b, d)
}

// sameCalls reports whether two races are about the same calls.
func sameCalls(r, s shadow.Race) bool {
	if len(r.First.Stack) == 0 || len(r.Second.Stack) == 0 {
		return false
	}
	a, b := r.First.Stack[0], r.Second.Stack[0]
	c, d := s.First.Stack[0], s.Second.Stack[0]
	return r.Category == s.Category && (a == c && b == d || a == d && b == c)
}

// A translation makes the choices of another scheduler those of the random walk.
type translation struct {
	inner machine.Scheduler
	out   choice.Sequence
	seen  int // how much of what was drawn is dealt with
}

// flush takes over what was drawn for something else.
func (t *translation) flush(drawn choice.Sequence) {
	if len(drawn) > t.seen {
		t.out = append(t.out, drawn[t.seen:]...)
		t.seen = len(drawn)
	}
}

func (t *translation) Started(m *machine.Machine, g *machine.Goroutine) {
	t.flush(m.Choices.Drawn())
	t.inner.Started(m, g)
	t.seen = len(m.Choices.Drawn())
}

func (t *translation) Pick(m *machine.Machine, runnable []*machine.Goroutine) int {
	t.flush(m.Choices.Drawn())
	i := t.inner.Pick(m, runnable)
	t.seen = len(m.Choices.Drawn())
	t.out = append(t.out, machine.RandomWalk{}.Choice(m, runnable, i))
	return i
}
