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

// Where nothing can be taken out, what doesn't matter becomes 0, wherever it stands.
func TestShrinkZeroes(t *testing.T) {
	for _, tt := range []struct{ s, want Sequence }{
		{Sequence{7, 5}, Sequence{0, 5}},
		{Sequence{7, 9, 1, 5}, Sequence{0, 0, 0, 5}},
		{Sequence{1, 1, 5}, Sequence{0, 0, 5}},
		{Sequence{7, 5, 3, 0, 0}, Sequence{0, 5}},
		{Sequence{9, 9, 9, 9, 9, 9, 9, 5, 1}, Sequence{0, 0, 0, 0, 0, 0, 0, 5}},
	} {
		at := slices.Index(tt.s, 5)
		got := Shrink(tt.s, func(s Sequence) (Sequence, bool, bool) {
			if len(s) > 0 && s[len(s)-1] == 0 {
				t.Errorf("%v ends with a zero", s)
			}
			drawn := append(slices.Clone(s), 0, 0) // an execution draws what it needs
			return drawn, len(drawn) > at && drawn[at] == 5, true
		})
		if !slices.Equal(got, tt.want) {
			t.Errorf("%v is shrunk to %v, want %v", tt.s, got, tt.want)
		}
	}
}

// A long sequence of which little matters takes few tries, since long runs are tried first.
func TestShrinkIsFast(t *testing.T) {
	src := Random(1, nil)
	s := make(Sequence, 1000)
	for i := range s {
		s[i] = uint32(1 + src.Intn(50))
	}
	s[400], s[700] = 60, 70
	tries := 0
	Shrink(s, func(s Sequence) (Sequence, bool, bool) {
		tries++
		return s, len(s) > 700 && s[400] == 60 && s[700] == 70, true
	})
	if tries > 6500 {
		t.Errorf("%d tries", tries)
	}
}

// Large choices are halved before they are counted down.
func TestShrinkHalves(t *testing.T) {
	tries := 0
	got := Shrink(Sequence{1 << 20}, func(s Sequence) (Sequence, bool, bool) {
		tries++
		return s, len(s) == 1 && s[0] >= 1000, true
	})
	if !slices.Equal(got, Sequence{1000}) || tries > 3000 {
		t.Errorf("%v after %d tries", got, tries)
	}
}
