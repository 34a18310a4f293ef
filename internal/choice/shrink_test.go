package choice

import (
	"slices"
	"testing"
	"testing/quick"
)

// A purpose is what a sequence in a test is for.
type purpose struct {
	Wanted []uint8 // values that have to come, in this order, each at least as large
	Limit  uint8   // of tries
}

// serves reports whether s will do. Each value is drawn from so many alternatives that none is
// changed.
func (p purpose) serves(s Sequence) bool {
	i := 0
	for _, v := range s {
		if i < len(p.Wanted) && v >= uint32(p.Wanted[i]) {
			i++
		}
	}
	return i == len(p.Wanted)
}

// try returns what Shrink needs, and counts tries.
func (p purpose) try(tries *int, most int) func(Sequence) (Sequence, bool, bool) {
	return func(s Sequence) (Sequence, bool, bool) {
		*tries++
		return s, p.serves(s), *tries < most
	}
}

// What comes out serves the purpose as what went in does, and is no less simple. It is the same
// each time.
func TestShrinkKeepsThePurpose(t *testing.T) {
	property := func(p purpose, s Sequence) bool {
		for i := range s {
			s[i] %= 300
		}
		if !p.serves(s) {
			return true
		}
		var first, second int
		got := Shrink(s, p.try(&first, 1+int(p.Limit)))
		again := Shrink(s, p.try(&second, 1+int(p.Limit)))
		// Zeros at the end are chosen in any case.
		long := append(slices.Clone(got), make(Sequence, len(p.Wanted))...)
		return p.serves(long) && !trim(s).Less(got) && slices.Equal(got, again) && first == second && first <= 1+int(p.Limit)
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 500}); err != nil {
		t.Error(err)
	}
}

// Without a limit, nothing is left that is not needed.
func TestShrinkIsThorough(t *testing.T) {
	property := func(p purpose, noise Sequence) bool {
		if len(p.Wanted) > 5 {
			p.Wanted = p.Wanted[:5]
		}
		var s, want Sequence
		for i, v := range p.Wanted {
			p.Wanted[i] = max(v, 1)
			want = append(want, uint32(p.Wanted[i]))
			for _, n := range noise[:min(len(noise), 6)] {
				s = append(s, n%9)
			}
			s = append(s, want[i]+uint32(i))
		}
		n := 0
		return slices.Equal(Shrink(s, p.try(&n, 1<<30)), want)
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

// What an execution draws in fact counts, and not what it was asked to: here it stops before a
// second 1.
func TestShrinkTakesWhatWasDrawn(t *testing.T) {
	got := Shrink(Sequence{3, 1, 1, 2}, func(s Sequence) (Sequence, bool, bool) {
		i := slices.Index(s, 1)
		return s[:i+1], i >= 0, true
	})
	if want := (Sequence{1}); !slices.Equal(got, want) {
		t.Errorf("shrunk to %v, want %v", got, want)
	}
}
