package infer

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/heap"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A state is what is known at one point of a function. Parts marked must hold on
// every way to the point and shrink when ways join; parts marked may hold on
// some way and grow.
type state struct {
	heap     heap.Heap                  // may
	live     map[string]*live           // may: async effects that may be running
	held     map[path.Path]summary.Lock // must: locks
	given    map[path.Path]bool         // may: received values that were sent on
	called   map[source]bool            // may: calls of what isn't known here, which may leave something running
	heldOf   map[part]summary.Lock      // must: locks of one of several objects
	released map[path.Path]bool         // may: the caller's locks given back
	waited   map[summary.Token]bool     // must
	signaled map[summary.Token]bool     // may, by this goroutine
	added    map[path.Path]bool         // must: wait groups that know of goroutines
	limited  map[path.Path]bool         // must: groups that run one goroutine at a time
	senders  map[path.Path]int          // may: goroutines that send on a channel, at most
	received map[path.Path]int          // must: values received from a channel, at least
	facts    map[string]bool            // must: conditions known to be true or false

	// unset (must) has the flags that were found unset under a mutex that is still held.
	unset map[path.Path]bool

	// found (must) has the registers that were read from a field under a mutex that is still
	// held, with where, and taken those that have been replaced there since, see replaced.go.
	found map[ssa.Value]path.Path
	taken map[taking]summary.Lock

	// entry says that something is known of what modes were when the function was called.
	entry bool

	// wrote (may) has the places of modes that were set since the function was called.
	wrote map[path.Path]bool

	// waitedIf (must) has the tokens that were waited for if a mode was another one when the
	// function was called.
	waitedIf map[entryWait]bool

	// confirmed (must) has the function values, not known here, the last call of which has succeeded.
	confirmed map[path.Path]bool

	defers []deferred
}

// A part is what sel leads to from the object that a register holds, whichever of
// several it is.
type part struct {
	reg ssa.Value
	sel string
}

// many is a count of senders that is not bounded.
const many = 1 << 10

// A live is an async effect that may be running. It is not changed once it is in
// a state.
type live struct {
	eff   *summary.Effect // in terms of this function's paths
	refs  []ref           // its names
	res   path.Set        // what its names have led to so far
	guard map[string]bool // conditions under which it was started
	src   source
	from  int // see inst

	// fns has the functions of which this is an effect, as they were found in elements of a
	// container, or nothing if it isn't an effect of such a function each time.
	fns path.Set

	// worker is where the one goroutine was started that runs this and other
	// functions one after the other, as it finds them.
	worker source

	// failed is the group whose Wait returns an error if this is running.
	failed path.Path

	several bool // it may be running more than once

	// apart has the variables, and gone the other locations, that surely hold
	// something else than what this acts on, see apart.go.
	apart map[ssa.Value]bool
	gone  map[path.Path]bool

	// endsAt has the spots that surely hold the channel on which it signals when it is over,
	// where the values that a spot may hold don't tell.
	endsAt map[spot]bool
}

// A source tells where in a function an effect comes from.
type source struct {
	instr ssa.Instruction
	n     int
}

// A deferred call is a defer statement, or a call of testing.T.Cleanup.
type deferred struct {
	instr ssa.CallInstruction
	must  bool
}

func (s *state) clone() *state {
	return &state{
		heap:      s.heap.Clone(),
		live:      maps.Clone(s.live),
		held:      maps.Clone(s.held),
		given:     maps.Clone(s.given),
		called:    maps.Clone(s.called),
		heldOf:    maps.Clone(s.heldOf),
		released:  maps.Clone(s.released),
		waited:    maps.Clone(s.waited),
		signaled:  maps.Clone(s.signaled),
		added:     maps.Clone(s.added),
		limited:   maps.Clone(s.limited),
		senders:   maps.Clone(s.senders),
		received:  maps.Clone(s.received),
		facts:     maps.Clone(s.facts),
		confirmed: maps.Clone(s.confirmed),
		unset:     maps.Clone(s.unset),
		found:     maps.Clone(s.found),
		taken:     maps.Clone(s.taken),
		entry:     s.entry,
		wrote:     maps.Clone(s.wrote),
		waitedIf:  maps.Clone(s.waitedIf),
		defers:    slices.Clip(s.defers),
	}
}

// size is about what it costs to copy or compare s.
func (s *state) size() int {
	return s.heap.Len() + len(s.live) + len(s.facts) + len(s.signaled) + len(s.waited)
}

// put sets a key of a map that may be nil.
func put[K comparable, V any](m *map[K]V, k K, v V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[k] = v
}

// meet drops what is not in both maps.
func meet[K comparable, V comparable](dst, src map[K]V) {
	for k, v := range dst {
		if w, ok := src[k]; !ok || v != w {
			delete(dst, k)
		}
	}
}

// union adds what is in src.
func union[K comparable](dst *map[K]bool, src map[K]bool) {
	for k := range src {
		put(dst, k, true)
	}
}

// join adds src to s.
func (s *state) join(src *state) {
	s.joinLive(src)
	if s.entry || src.entry {
		s.joinWaitedIf(src)
		s.entry = true
	}
	s.joinWaited(src)
	s.heap.Join(&src.heap)
	for p, l := range s.held {
		other, ok := src.held[p]
		switch {
		case !ok:
			delete(s.held, p)
		case other.Shared:
			s.held[p] = other
		case other.Weight != l.Weight:
			l.Weight = path.AnyElem
			s.held[p] = l
		}
	}
	for p, l := range s.heldOf {
		if other, ok := src.heldOf[p]; !ok {
			delete(s.heldOf, p)
		} else {
			l.Shared = l.Shared || other.Shared
			s.heldOf[p] = l
		}
	}
	union(&s.given, src.given)
	union(&s.called, src.called)
	union(&s.wrote, src.wrote)
	union(&s.released, src.released)
	union(&s.signaled, src.signaled)
	meet(s.added, src.added)
	meet(s.limited, src.limited)
	meet(s.facts, src.facts)
	meet(s.confirmed, src.confirmed)
	meet(s.unset, src.unset)
	meet(s.found, src.found)
	meet(s.taken, src.taken)
	for ch, n := range src.senders {
		put(&s.senders, ch, max(n, s.senders[ch]))
	}
	for ch, n := range s.received {
		s.received[ch] = min(n, src.received[ch])
	}
	s.joinDefers(src)
}

// joinLive adds the effects of src. An effect that is live on one side only is
// so under the conditions that tell the sides apart.
func (s *state) joinLive(src *state) {
	if len(s.live)+len(src.live) == 0 {
		return
	}
	mine, theirs := s.only(src), src.only(s)
	for k, a := range s.live {
		b, ok := src.live[k]
		a = a.settled(mine)
		if ok {
			b = b.settled(theirs)
		}
		switch {
		case !ok:
			if g := guardFor(a, s.facts, src.facts); len(g) != len(a.guard) {
				a = a.with(a.res, g)
			}
			s.live[k] = a
		case a != b:
			g := a.conditions(s.facts)
			meet(g, b.conditions(src.facts))
			s.live[k] = a.plus(b, g)
		}
	}
	for k, b := range src.live {
		if _, ok := s.live[k]; !ok {
			put(&s.live, k, b.settled(theirs).with(b.res, guardFor(b, src.facts, s.facts)))
		}
	}
}

// joinWaited keeps the tokens that were waited for on both sides. Where the object
// isn't there to which a token belongs there is nothing to wait for.
func (s *state) joinWaited(src *state) {
	for t := range s.waited {
		if !src.waited[t] && !src.vacuous(t) {
			delete(s.waited, t)
		}
	}
	for t := range src.waited {
		if !s.waited[t] && s.vacuous(t) {
			put(&s.waited, t, true)
		}
	}
}

// vacuous reports whether nothing can signal t.
func (s *state) vacuous(t summary.Token) bool {
	return s.heap.LeadsNowhere(t.Path) || t.Path.Root.Outside() && s.facts[nilChan(t.Path)]
}

// with returns a copy of l with another res and guard.
func (l *live) with(res path.Set, guard map[string]bool) *live {
	m := *l
	m.res, m.guard = res, guard
	return &m
}

// plus returns what stands for l or o, or both, under the conditions of guard.
func (l *live) plus(o *live, guard map[string]bool) *live {
	m := l.with(l.res.Plus(o.res...), guard)
	m.several = l.several || o.several
	m.fns = eachOf(l.fns, o.fns)
	m.apart, m.gone, m.endsAt = maps.Clone(l.apart), maps.Clone(l.gone), maps.Clone(l.endsAt)
	meet(m.apart, o.apart)
	meet(m.gone, o.gone)
	meet(m.endsAt, o.endsAt)
	return m.each()
}

// conditions returns what holds wherever l is live: its guard and the facts.
func (l *live) conditions(facts map[string]bool) map[string]bool {
	g := maps.Clone(facts)
	for k, v := range l.guard {
		put(&g, k, v)
	}
	return g
}

// eachOf returns the union of what is known of two, or nothing if one of them isn't known.
func eachOf(a, b path.Set) path.Set {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	return a.Plus(b...)
}

// apartFrom reports whether l was started on other ways than o.
func (l *live) apartFrom(o *live) bool {
	for k, v := range l.guard {
		if w, ok := o.guard[k]; ok && v != w {
			return true
		}
	}
	return false
}

// guardFor returns the guard of l, which is live where the facts mine hold, once
// that way has joined another one where the facts theirs hold.
func guardFor(l *live, mine, theirs map[string]bool) map[string]bool {
	g := maps.Clone(l.guard)
	for k, v := range mine {
		if w, ok := theirs[k]; !ok || v != w {
			put(&g, k, v)
		}
	}
	return g
}

// joinDefers merges two lists of deferred calls. Calls that were deferred on one
// way only may run.
func (s *state) joinDefers(src *state) {
	if slices.Equal(s.defers, src.defers) {
		return
	}
	var out []deferred
	i := 0
	for i < len(s.defers) && i < len(src.defers) && s.defers[i].instr == src.defers[i].instr {
		out = append(out, deferred{s.defers[i].instr, s.defers[i].must && src.defers[i].must})
		i++
	}
	for _, list := range [2][]deferred{s.defers[i:], src.defers[i:]} {
		for _, d := range list {
			if !slices.ContainsFunc(out, func(x deferred) bool { return x.instr == d.instr }) {
				out = append(out, deferred{d.instr, false})
			}
		}
	}
	s.defers = out
}

// equal reports whether two states say the same.
func (s *state) equal(t *state) bool {
	return maps.EqualFunc(s.live, t.live, func(a, b *live) bool {
		return a == b || a.res.Equal(b.res) && maps.Equal(a.guard, b.guard) && maps.Equal(a.apart, b.apart) && maps.Equal(a.gone, b.gone) && maps.Equal(a.endsAt, b.endsAt) && a.fns.Equal(b.fns) && a.several == b.several
	}) &&
		s.heap.Equal(&t.heap) && maps.Equal(s.held, t.held) && maps.Equal(s.heldOf, t.heldOf) && maps.Equal(s.given, t.given) && maps.Equal(s.called, t.called) && maps.Equal(s.released, t.released) &&
		maps.Equal(s.waited, t.waited) && maps.Equal(s.signaled, t.signaled) && maps.Equal(s.added, t.added) &&
		maps.Equal(s.limited, t.limited) && maps.Equal(s.senders, t.senders) && maps.Equal(s.received, t.received) &&
		maps.Equal(s.facts, t.facts) && maps.Equal(s.confirmed, t.confirmed) && maps.Equal(s.unset, t.unset) && maps.Equal(s.found, t.found) && maps.Equal(s.taken, t.taken) && maps.Equal(s.wrote, t.wrote) && maps.Equal(s.waitedIf, t.waitedIf) && slices.Equal(s.defers, t.defers)
}

// learn records that condition key has value v, and drops the effects that were
// started only where it has not. It reports whether that can be.
func (s *state) learn(key string, v bool) bool {
	if key == "" {
		return true
	}
	if w, ok := s.facts[key]; ok && v != w {
		return false
	}
	put(&s.facts, key, v)
	sends := false
	for k, l := range s.live {
		if w, ok := l.guard[key]; ok && v != w {
			delete(s.live, k)
			sends = sends || l.eff.Kind == summary.Signal && l.eff.Token.Kind == summary.Sent
		}
	}
	if sends {
		s.recountSenders()
	}
	return true
}

// recountSenders drops the counts of channels on which nothing sends that may be running.
func (s *state) recountSenders() {
	sending := map[path.Path]bool{}
	for _, l := range s.live {
		if l.eff.Kind == summary.Signal && l.eff.Token.Kind == summary.Sent {
			sending[l.eff.Token.Path] = true
		}
	}
	for ch := range s.senders {
		if !sending[ch] && !s.signaled[summary.Token{Kind: summary.Sent, Path: ch}] {
			delete(s.senders, ch)
			delete(s.received, ch)
		}
	}
}

// carriedMark precedes the name of a condition on a phi as long as what is known of the
// values of an iteration is being forgotten.
const carriedMark = "+"

// carry lets the guards that tell of what phis of to are given on the edge from b tell of
// the phis, and reports whether there are any.
func (s *state) carry(b, to *ssa.BasicBlock) bool {
	if len(s.live) == 0 {
		return false
	}
	found := false
	n := slices.Index(to.Preds, b)
	for _, i := range to.Instrs {
		phi, ok := i.(*ssa.Phi)
		if !ok {
			break
		}
		for _, name := range [...][2]string{{phi.Edges[n].Name() + "=", phi.Name() + "="}, {nameOfNil(phi.Edges[n]), nameOfNil(phi)}} {
			for k, l := range s.live {
				if v, ok := l.guard[name[0]]; ok {
					g := maps.Clone(l.guard)
					g[carriedMark+name[1]] = v
					s.live[k] = l.with(l.res, g)
					found = true
				}
			}
		}
	}
	return found
}

// arrive lets the guards be about phis that carry has set aside.
func (s *state) arrive() {
	for k, l := range s.live {
		var g map[string]bool
		for name, v := range l.guard {
			if rest, ok := strings.CutPrefix(name, carriedMark); ok {
				if g == nil {
					g = maps.Clone(l.guard)
				}
				delete(g, name)
				g[rest] = v
			}
		}
		if g != nil {
			s.live[k] = l.with(l.res, g)
		}
	}
}

// forget drops what is known of values.
func (s *state) forget(values func(name string) bool) {
	drop := func(m map[string]bool) {
		for k := range m {
			if name, _, _ := strings.Cut(k, "="); values(name) {
				delete(m, k)
			}
		}
	}
	drop(s.facts)
	for k, x := range s.live {
		if len(x.guard) > 0 {
			g := maps.Clone(x.guard)
			drop(g)
			if len(g) != len(x.guard) {
				s.live[k] = x.with(x.res, g)
			}
		}
	}
}
