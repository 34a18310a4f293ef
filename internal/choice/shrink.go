package choice

import "slices"

// Shrink returns a sequence that is simpler than s, or s, and that serves the same purpose. It
// only knows of the sequence; what that is for, try knows: it executes a candidate, and returns
// what was drawn in fact, as far as it matters, and whether that will do. Shrink ends when no
// step makes the sequence simpler, or when try reports that there are to be no more tries.
//
// A step sets a run of choices to 0, takes one out, or lowers a single choice: as rapid
// (https://pkg.go.dev/pgregory.net/rapid) and Hypothesis do. Runs are tried from the longest
// to the shortest, so that much is done early. The result depends on s and try alone.
func Shrink(s Sequence, try func(Sequence) (drawn Sequence, ok, more bool)) Sequence {
	sh := &shrinker{best: trim(s), try: try, more: true}
	for before := Sequence(nil); sh.more && !slices.Equal(before, sh.best); {
		before = sh.best
		sh.zero()
		sh.lower()
		sh.remove()
	}
	return sh.best
}

type shrinker struct {
	best Sequence
	try  func(Sequence) (Sequence, bool, bool)
	more bool
}

// attempt takes a candidate, if it is simpler and will do.
func (s *shrinker) attempt(candidate Sequence) {
	candidate = trim(candidate)
	if !s.more || !candidate.Less(s.best) {
		return
	}
	drawn, ok, more := s.try(candidate)
	s.more = more
	if drawn = trim(drawn); ok && drawn.Less(s.best) {
		s.best = drawn
	}
}

// zero makes choices the simplest ones.
func (s *shrinker) zero() {
	for size := len(s.best); size > 0; size /= 2 {
		for i := 0; i < len(s.best); i += size {
			end := min(i+size, len(s.best))
			if !slices.ContainsFunc(s.best[i:end], func(v uint32) bool { return v != 0 }) {
				continue
			}
			c := slices.Clone(s.best)
			clear(c[i:end])
			s.attempt(c)
		}
	}
}

// lower makes single choices simpler.
func (s *shrinker) lower() {
	i := 0
	for i < len(s.best) { // which may become shorter
		for _, to := range []func(v uint32) uint32{
			func(uint32) uint32 { return 1 }, func(v uint32) uint32 { return v / 2 }, func(v uint32) uint32 { return v - 1 },
		} {
			if i >= len(s.best) || s.best[i] <= 1 {
				break
			}
			c := slices.Clone(s.best)
			c[i] = to(c[i])
			s.attempt(c)
		}
		i++
	}
}

// longestRun is how many choices are taken out at once, at most. The rest moves to other places
// then, where it hardly ever means the same.
const longestRun = 8

// remove takes choices out, the last ones first.
func (s *shrinker) remove() {
	for size := longestRun; size > 0; size /= 2 {
		for i := len(s.best) - size; i >= 0; i-- {
			if i+size <= len(s.best) {
				s.attempt(slices.Delete(slices.Clone(s.best), i, i+size))
			}
		}
	}
}

// trim returns s without zeros at the end, which are chosen in any case.
func trim(s Sequence) Sequence {
	n := len(s)
	for n > 0 && s[n-1] == 0 {
		n--
	}
	return slices.Clone(s[:n])
}
