// Package choice records what an execution chooses.
//
// Whatever the code under analysis does not determine (a branch on an unknown
// value, the case that a select takes, the goroutine that goes on) is drawn from
// one [Source], and the draws are recorded as one [Sequence]. A Source that replays
// the sequence makes the same execution again, step by step. By convention 0 is the
// simplest of the alternatives, so that a shorter sequence, or one with smaller
// numbers, is a simpler execution: that is what shrinking goes by, as in Hypothesis
// (MacIver and Donaldson, "Test-case reduction via test-case generation: insights
// from the Hypothesis reducer", ECOOP 2020).
package choice

// A Sequence is what was drawn, in its order.
type Sequence []uint32

// Less reports whether s is simpler than t: shorter, or else smaller where they
// first differ.
func (s Sequence) Less(t Sequence) bool {
	if len(s) != len(t) {
		return len(s) < len(t)
	}
	for i := range s {
		if s[i] != t[i] {
			return s[i] < t[i]
		}
	}
	return false
}

// A Source makes choices. First it repeats those of its prefix; then it draws at
// random, or chooses 0 if it has no randomness.
type Source struct {
	prefix Sequence
	drawn  Sequence
	state  uint64
	random bool
	watch  func(Draw)
	ask    func(n uint32) uint32
}

// A Draw is one choice, as somebody who watches is told of it.
type Draw struct {
	Value uint32
	N     uint32 // how many alternatives there were
	// Percent is how often, in a hundred cases, a random choice is 1 of 2. It is 0 if all are as
	// likely.
	Percent int
}

// Watch makes s call f for each draw from now on, as soon as it is made.
func (s *Source) Watch(f func(Draw)) { s.watch = f }

// Replay returns a Source that repeats s and then chooses 0 for ever.
func Replay(s Sequence) *Source { return &Source{prefix: s} }

// Random returns a Source that repeats prefix and then draws at random. The same
// seed gives the same draws on every machine.
func Random(seed uint64, prefix Sequence) *Source {
	return &Source{prefix: prefix, state: seed, random: true}
}

// Ask returns a Source that asks f for each choice, which is taken modulo n.
func Ask(f func(n uint32) uint32) *Source { return &Source{ask: f} }

// Drawn returns what was drawn so far.
func (s *Source) Drawn() Sequence { return s.drawn }

// Intn returns a number below n, which must be positive. If n is 1 there is no choice, and nothing
// is recorded.
func (s *Source) Intn(n int) int {
	if n <= 1 {
		return 0
	}
	return s.draw(func() uint32 { return uint32(s.next() % uint64(n)) }, uint32(n), 0)
}

// Weighted returns an element of list, each with a probability in proportion to its weight. The
// list is not empty.
func Weighted[T any](s *Source, list []T, weight func(T) int) T {
	total := 0
	for _, x := range list {
		total += weight(x)
	}
	n := s.Intn(total)
	for _, x := range list {
		if n -= weight(x); n < 0 {
			return x
		}
	}
	return list[0] // no element has a weight
}

// Percent returns true with a probability of p in 100. False is the simpler answer.
func (s *Source) Percent(p int) bool {
	switch {
	case p <= 0:
		return false
	case p >= 100:
		return true
	}
	return s.draw(func() uint32 {
		if s.next()%100 < uint64(p) {
			return 1
		}
		return 0
	}, 2, p) == 1
}

// Mostly returns true with a probability of p in 100, as Percent does, but true is the
// simpler answer.
func (s *Source) Mostly(p int) bool { return !s.Percent(100 - p) }

func (s *Source) draw(random func() uint32, n uint32, percent int) int {
	var v uint32
	switch i := len(s.drawn); {
	case i < len(s.prefix):
		v = s.prefix[i] % n
	case s.ask != nil:
		v = s.ask(n) % n
	case s.random:
		v = random()
	}
	s.drawn = append(s.drawn, v)
	if s.watch != nil {
		s.watch(Draw{v, n, percent})
	}
	return int(v)
}

// next is splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", OOPSLA 2014).
func (s *Source) next() uint64 {
	s.state += 0x9e3779b97f4a7c15
	z := s.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Hash returns a seed made of texts, for [Random].
func Hash(texts ...string) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for _, t := range texts {
		for i := range len(t) {
			h = (h ^ uint64(t[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return h
}
