// Package shadow watches the streams of an execution, as a race detector watches memory:
// for each stream it keeps the accesses of each goroutine, and finds those that nothing
// orders and that exclude each other by contract.
//
// The state is that of FastTrack without compression: an execution has few streams, and
// what is to be told about a race is both accesses with their stacks.
package shadow

import (
	"slices"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// A Race is a pair of accesses of one stream that exclude each other, and that no happens-before
// edge orders, or of which one comes while the other goroutine is using a part of the stream.
type Race struct {
	Category string
	First    *machine.Access // in the order of the execution
	Second   *machine.Access
	// Open is the call that has returned the part by which Second uses the stream, if First comes
	// between the two.
	Open *machine.Opened
}

// Detached returns the race without the state of its execution: the accesses, where their
// goroutines come from, and the name of the stream. What refers to an access otherwise keeps all
// that its goroutine and its stream lead to, which may be megabytes.
func (r Race) Detached() Race {
	stream := &machine.Unknown{Name: r.First.Stream.Name, T: r.First.Stream.T}
	goroutines := map[*machine.Goroutine]*machine.Goroutine{}
	detach := func(a *machine.Access) *machine.Access {
		b := *a
		b.Stream, b.Part, b.Goroutine = stream, nil, detached(a.Goroutine, goroutines)
		return &b
	}
	r.First, r.Second = detach(r.First), detach(r.Second)
	return r
}

// detached returns a goroutine that tells only where it comes from. One goroutine stays one.
func detached(g *machine.Goroutine, known map[*machine.Goroutine]*machine.Goroutine) *machine.Goroutine {
	if g == nil {
		return nil
	}
	d, ok := known[g]
	if !ok {
		d = &machine.Goroutine{ID: g.ID, Clock: g.Clock, Origin: g.Origin}
		d.Origin.Parent = detached(g.Origin.Parent, known)
		known[g] = d
	}
	return d
}

// Shadow is the state of all streams of an execution.
type Shadow struct {
	Races     []Race
	Accesses  int
	Handovers []Handover
	// Contended says that two goroutines have used one stream in ways that exclude each other,
	// whatever orders them.
	Contended bool
	// Undocumented says that uses count of which the documentation of an API says nothing.
	Undocumented bool

	streams map[*machine.Unknown][]*machine.Access
}

// maxRaces bounds the races of an access with earlier ones of one side. A bound for all races of
// an execution would leave out those of the streams that are used last.
const maxRaces = 8

// New returns a Shadow that has seen nothing.
func New() *Shadow { return &Shadow{streams: map[*machine.Unknown][]*machine.Access{}} }

// Access compares an access with all earlier ones of its stream.
func (s *Shadow) Access(m *machine.Machine, a *machine.Access) {
	a.Index = s.Accesses
	s.Accesses++
	list := s.streams[a.Stream]
	s.note(a, list)
	m.Steps += len(list) / 4 // comparing is work, too
	races := map[contract.Side]int{}
	for i, b := range list {
		if b.Goroutine == a.Goroutine {
			if b.Use.Side == a.Use.Side && same(a, b) {
				list[i] = nil // the later one says all that this one says
			}
			continue
		}
		c := a.Use.ExcludedBy(b.Use)
		if c == "" || (a.Use.Undocumented || b.Use.Undocumented) && !s.Undocumented {
			continue
		}
		s.Contended = true
		var open *machine.Opened
		if a.Goroutine.Clock.Reached(b.Epoch) {
			if open = within(a, b); open == nil {
				continue
			}
		}
		if races[b.Use.Side] < maxRaces {
			races[b.Use.Side]++
			s.Races = append(s.Races, Race{c, b, a, open})
		}
	}
	out := list[:0]
	for _, b := range list {
		if b != nil {
			out = append(out, b)
		}
	}
	s.streams[a.Stream] = append(out, a)
}

// within returns the call that has returned the part by which a uses the stream, if b, which is
// no use of that, comes after it. Calls that only set something don't count.
func within(a, b *machine.Access) *machine.Opened {
	if a.Part == nil || b.Part == a.Part || b.Use.Sets {
		return nil
	}
	if open := a.Part.Opened(); b.Step > open.Step {
		return &open
	}
	return nil
}

// A Handover says that a stream is used at a place after other goroutines have used it: how
// many, up to three. Executions with handovers that none had before have come further.
type Handover struct {
	Place      machine.Place
	Goroutines int
	// From is where another goroutine has used it last.
	From machine.Place
}

// note notes how many goroutines have used the stream of a.
func (s *Shadow) note(a *machine.Access, before []*machine.Access) {
	if len(a.Stack) == 0 {
		return
	}
	var from machine.Place
	for _, b := range slices.Backward(before) {
		if b.Goroutine != a.Goroutine && len(b.Stack) > 0 {
			from = b.Stack[0]
			break
		}
	}
	goroutines := map[*machine.Goroutine]bool{a.Goroutine: true}
	for _, b := range before {
		if goroutines[b.Goroutine] = true; len(goroutines) == 3 {
			break
		}
	}
	s.Handovers = append(s.Handovers, Handover{a.Stack[0], len(goroutines), from})
}

// same reports whether two accesses are made by one call on one way.
func same(a, b *machine.Access) bool {
	if len(a.Stack) != len(b.Stack) {
		return false
	}
	for i := range a.Stack {
		if a.Stack[i] != b.Stack[i] {
			return false
		}
	}
	return true
}
