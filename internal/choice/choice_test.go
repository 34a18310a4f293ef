package choice

import (
	"hash/fnv"
	"slices"
	"testing"
	"testing/quick"
)

// A draw is one question to a Source.
type draw struct {
	Percent bool
	Mostly  bool
	N       uint16
}

func (d draw) ask(s *Source) int {
	n := int(d.N)%150 - 10
	switch {
	case d.Percent && d.Mostly:
		return truth(s.Mostly(n))
	case d.Percent:
		return truth(s.Percent(n))
	}
	return s.Intn(n)
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func ask(s *Source, draws []draw) []int {
	out := make([]int, len(draws))
	for i, d := range draws {
		out[i] = d.ask(s)
	}
	return out
}

// What was drawn at random is drawn again by replaying it, and is recorded in the same way.
func TestReplay(t *testing.T) {
	property := func(seed uint64, draws []draw) bool {
		first := Random(seed, nil)
		want := ask(first, draws)
		again := Replay(first.Drawn())
		return slices.Equal(ask(again, draws), want) && slices.Equal(again.Drawn(), first.Drawn())
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

// One seed gives the same draws each time, and what is drawn is below what was asked for.
func TestRandom(t *testing.T) {
	property := func(seed uint64, draws []draw) bool {
		a, b := ask(Random(seed, nil), draws), ask(Random(seed, nil), draws)
		for i, d := range draws {
			n := int(d.N)%150 - 10
			if d.Percent {
				n = 2
			}
			if a[i] < 0 || a[i] >= max(n, 1) {
				return false
			}
		}
		return slices.Equal(a, b)
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

// A prefix is repeated as far as it goes; after it a Source without randomness draws 0.
func TestPrefix(t *testing.T) {
	property := func(seed uint64, draws []draw, cut uint8) bool {
		whole := Random(seed, nil)
		want := ask(whole, draws)
		n := int(cut) % (len(whole.Drawn()) + 1)
		prefix := slices.Clone(whole.Drawn()[:n])

		simple := Replay(prefix)
		ask(simple, draws)
		rest := Random(seed, prefix)
		got := ask(rest, draws)
		if !slices.Equal(simple.Drawn()[:n], prefix) || !slices.Equal(rest.Drawn()[:n], prefix) {
			return false
		}
		for _, v := range simple.Drawn()[n:] {
			if v != 0 {
				return false
			}
		}
		asked := 0 // draws that are recorded
		for i, d := range draws {
			if asked == n {
				break
			}
			if got[i] != want[i] {
				return false
			}
			asked += recorded(d)
		}
		return true
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

// recorded returns how many choices a draw is: none if there is one alternative.
func recorded(d draw) int {
	n := int(d.N)%150 - 10
	if d.Percent {
		return truth(n > 0 && n < 100)
	}
	return truth(n > 1)
}

// Any numbers are a sequence of choices: those that are too large count modulo the number of
// alternatives.
func TestAnySequence(t *testing.T) {
	property := func(s []uint32, draws []draw) bool {
		src := Replay(s)
		got := ask(src, draws)
		again := Replay(src.Drawn())
		n := 0
		for _, d := range draws {
			n += recorded(d)
		}
		return len(src.Drawn()) == n && slices.Equal(ask(again, draws), got)
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

// Percent has two alternatives.
func TestPercentOfAnyNumber(t *testing.T) {
	for v, want := range []bool{false, true, false, true} {
		if got := Replay(Sequence{uint32(v)}).Percent(50); got != want {
			t.Errorf("the choice %d is %t", v, got)
		}
	}
}

// Replaying and recording leave the sequence alone that was given.
func TestReplayKeepsItsSequence(t *testing.T) {
	s := Sequence{7, 8, 9}
	src := Replay(s[:2])
	for range 4 {
		src.Intn(5)
	}
	if !slices.Equal(s, Sequence{7, 8, 9}) {
		t.Errorf("the sequence has become %v", s)
	}
	if want := (Sequence{2, 3, 0, 0}); !slices.Equal(src.Drawn(), want) {
		t.Errorf("drawn %v, want %v", src.Drawn(), want)
	}
}

// Less is a strict total order, in which shorter sequences come first, and the sequence of
// zeros before all others of its length.
func TestLess(t *testing.T) {
	property := func(a, b, c Sequence) bool {
		equal := slices.Equal(a, b)
		zeros := make(Sequence, len(a))
		return !a.Less(a) &&
			(equal || a.Less(b) != b.Less(a)) &&
			(!equal || !a.Less(b)) &&
			(!a.Less(b) || !b.Less(c) || a.Less(c)) &&
			!a.Less(zeros) &&
			a.Less(append(slices.Clone(zeros), 0))
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
	for _, tt := range []struct {
		a, b Sequence
		want bool
	}{
		{nil, Sequence{0}, true},
		{Sequence{9}, Sequence{0, 0}, true},
		{Sequence{1, 9}, Sequence{2, 0}, true},
		{Sequence{2, 0}, Sequence{1, 9}, false},
		{Sequence{1, 2}, Sequence{1, 2}, false},
	} {
		if got := tt.a.Less(tt.b); got != tt.want {
			t.Errorf("%v.Less(%v) = %t", tt.a, tt.b, got)
		}
	}
}

// Probabilities are about what was asked for.
func TestProbabilities(t *testing.T) {
	const n = 200_000
	src := Random(1, nil)
	for _, p := range []int{0, 1, 10, 50, 88, 99, 100} {
		percent, mostly := 0, 0
		for range n {
			percent += truth(src.Percent(p))
			mostly += truth(src.Mostly(p))
		}
		for _, got := range []int{percent, mostly} {
			if diff := got - n*p/100; diff < -n*3/1000 || diff > n*3/1000 {
				t.Errorf("%d of %d draws of %d percent", got, n, p)
			}
		}
	}
	counts := make([]int, 7)
	for range n {
		counts[src.Intn(len(counts))]++
	}
	for i, c := range counts {
		if c < n/len(counts)*98/100 || c > n/len(counts)*102/100 {
			t.Errorf("%d of %d draws are %d", c, n, i)
		}
	}
}

// The simpler answer is that of choice 0.
func TestZeroIsSimple(t *testing.T) {
	src := Replay(nil)
	if src.Intn(10) != 0 || src.Percent(99) || !src.Mostly(1) {
		t.Error("without choices, the answers are not the simplest ones")
	}
	if !src.Percent(100) || src.Mostly(0) {
		t.Error("what is certain is a choice")
	}
}

// Texts are told apart also by where they end.
func TestHash(t *testing.T) {
	seen := map[uint64][]string{}
	for _, texts := range [][]string{nil, {""}, {"", ""}, {"a"}, {"a", ""}, {"", "a"}, {"ab"}, {"a", "b"}, {"b", "a"}} {
		h := Hash(texts...)
		if other, ok := seen[h]; ok {
			t.Errorf("%q and %q have one hash", texts, other)
		}
		seen[h] = texts
		if h != Hash(texts...) {
			t.Errorf("%q has two hashes", texts)
		}
	}
}

// The generator is splitmix64, as its authors have it: these are the numbers that their program
// prints for the seed 1234567. Another one would change what every execution does.
func TestGenerator(t *testing.T) {
	s := Random(1234567, nil)
	for i, want := range []uint64{
		6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
	} {
		if got := s.next(); got != want {
			t.Errorf("number %d is %d, want %d", i, got, want)
		}
	}
}

// It is FNV-1a of the texts, each with a byte after it that none of them has.
func TestHashIsFNV(t *testing.T) {
	for _, texts := range [][]string{nil, {""}, {"a"}, {"a", ""}, {"", "a"}, {"example.com/chat", "service Chat"}} {
		h := fnv.New64a()
		for _, text := range texts {
			h.Write(append([]byte(text), 0xff))
		}
		if got := Hash(texts...); got != h.Sum64() {
			t.Errorf("Hash(%q) = %d, want %d", texts, got, h.Sum64())
		}
	}
}

// Whoever watches is told of each draw, with what it was drawn from.
func TestWatch(t *testing.T) {
	s := Replay(Sequence{5, 1, 0})
	var got []Draw
	s.Watch(func(d Draw) { got = append(got, d) })
	s.Intn(4)
	s.Percent(30)
	s.Mostly(90)
	s.Intn(1)
	if want := []Draw{{1, 4, 0}, {1, 2, 30}, {0, 2, 10}}; !slices.Equal(got, want) {
		t.Errorf("draws are %v, want %v", got, want)
	}
}

// Whoever is asked decides, and what he says is recorded.
func TestAsk(t *testing.T) {
	next := uint32(0)
	s := Ask(func(uint32) uint32 { next += 3; return next })
	got := []int{s.Intn(10), truth(s.Percent(1)), truth(s.Mostly(1)), s.Intn(5)}
	if want := []int{3, 0, 0, 2}; !slices.Equal(got, want) || !slices.Equal(s.Drawn(), Sequence{3, 0, 1, 2}) {
		t.Errorf("choices are %v, recorded as %v; want %v", got, s.Drawn(), want)
	}
}

// Elements come as often as their weights say, and never without one.
func TestWeighted(t *testing.T) {
	s := Random(1, nil)
	count := map[string]int{}
	for range 1000 {
		count[Weighted(s, []string{"", "a", "bbb"}, func(x string) int { return len(x) })]++
	}
	if count[""] != 0 || count["a"] < 200 || count["a"] > 300 || count["bbb"] < 700 {
		t.Errorf("of 1000, there are %v", count)
	}
	if got := Weighted(s, []string{"", ""}, func(x string) int { return len(x) }); got != "" {
		t.Errorf("without weights, the element is %q", got)
	}
}
