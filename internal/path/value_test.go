package path_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/path/pathtest"
)

func TestPlus(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	some := func() path.Set {
		var s path.Set
		for _, p := range random(r, r.IntN(6), someRoots) {
			s = s.Plus(path.Value{Path: pathtest.Parse(t, p), Addr: r.IntN(2) == 0})
		}
		return s
	}
	for range 1000 {
		a, b := some(), some()
		before := slices.Clone(a)
		sum := a.Plus(b...)
		if !slices.Equal(a, before) {
			t.Fatalf("%v was changed to %v", before, a)
		}
		if !sum.Equal(b.Plus(a...)) {
			t.Fatalf("%v + %v is not %v + %v", a, b, b, a)
		}
		if !sum.Equal(sum.Plus(a...)) || !a.Equal(a.Plus(a...)) {
			t.Fatalf("%v + %v: a second time makes a difference", a, b)
		}
		for _, v := range slices.Concat(a, b) {
			if !sum.Has(v) {
				t.Fatalf("%v + %v lacks %v", a, b, v)
			}
		}
		// Two sums of one set don't share what was added.
		x, y := sum.Plus(pathtest.Set(t, "p7")...), sum.Plus(pathtest.Set(t, "p8")...)
		if !x.Has(pathtest.Set(t, "p7")[0]) || !y.Has(pathtest.Set(t, "p8")[0]) {
			t.Fatalf("%v and %v share memory", x, y)
		}
	}
}

// A set has a bound, and what is in it stays in it.
func TestPlusIsBounded(t *testing.T) {
	var s path.Set
	for i := range 3 * path.MaxSet {
		before := s
		s = s.Plus(path.Value{Path: path.Of(path.Root{Kind: path.Param, Index: i})})
		if len(s) > path.MaxSet || !slices.Equal(s[:len(before)], before) {
			t.Fatalf("%v becomes %v", before, s)
		}
	}
	if len(s) != path.MaxSet {
		t.Errorf("%d elements, want %d", len(s), path.MaxSet)
	}
	if got := s.Plus(path.Value{}); !got.Equal(s) {
		t.Errorf("nothing is added as %v", got)
	}
}

func TestEqual(t *testing.T) {
	for _, tt := range []struct {
		a, b path.Set
		want bool
	}{
		{nil, path.Set{}, true},
		{pathtest.Set(t, "p0", "p1"), pathtest.Set(t, "p1", "p0"), true},
		{pathtest.Set(t, "p0"), pathtest.Set(t, "p0", "p1"), false},
		{pathtest.Set(t, "p0"), pathtest.Set(t, "&p0"), false},
	} {
		if tt.a.Equal(tt.b) != tt.want || tt.b.Equal(tt.a) != tt.want {
			t.Errorf("%v = %v is not %t", tt.a, tt.b, tt.want)
		}
	}
}

func TestMap(t *testing.T) {
	s := pathtest.Set(t, "p0", "p1", "f0")
	for _, tt := range []struct {
		name string
		f    func(path.Value) path.Value
		want path.Set
	}{
		{"same", func(v path.Value) path.Value { return v }, s},
		{"drop", func(v path.Value) path.Value {
			if v.Root.Kind == path.Free {
				return path.Value{}
			}
			return v
		}, pathtest.Set(t, "p0", "p1")},
		{"fold", func(v path.Value) path.Value { v.Root.Index = 0; return v }, pathtest.Set(t, "p0", "f0")},
		{"none", func(path.Value) path.Value { return path.Value{} }, nil},
	} {
		before := slices.Clone(s)
		if got := s.Map(tt.f); !got.Equal(tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		if !slices.Equal(s, before) {
			t.Errorf("%s: the set was changed to %v", tt.name, s)
		}
	}
}

func TestSelect(t *testing.T) {
	for _, tt := range []struct{ v, sel, want string }{
		{"p0", ".a", "p0.a"},
		{"p0", "*", "p0*"},
		{"&p0", "*", "p0"}, // the variable itself
		{"&p0", "*.a", "p0.a"},
		{"&p0", ".a", "p0.a"},
		{"&p0.a", "", "p0.a"},
	} {
		if got, want := pathtest.Set(t, tt.v)[0].Select(tt.sel), pathtest.Parse(t, tt.want); got != want {
			t.Errorf("%s leads from %s to %v, want %v", tt.sel, tt.v, got, want)
		}
	}
}

func TestMayBe(t *testing.T) {
	in := func(text, via, elem string) path.Value {
		v := pathtest.Set(t, text)[0]
		v.Via, v.Elem = pathtest.Parse(t, via), pathtest.Parse(t, elem).Root
		return v
	}
	spread := func(text, via string) path.Value {
		v := in(text, via, text)
		v.Spread = true
		return v
	}
	owned := func(text, field string) path.Value {
		v := pathtest.Set(t, text)[0]
		v.Owned = pathtest.Parse(t, field)
		return v
	}
	again := in("t1", "p0[k:1]", "t1")
	again.Again = true
	many := func(r path.Root) bool { return r == pathtest.Parse(t, "t0").Root } // made in a loop
	for _, tt := range []struct {
		name string
		a, b path.Value
		want bool
	}{
		{"two roots", pathtest.Set(t, "p0")[0], pathtest.Set(t, "p1")[0], false},
		{"one object", pathtest.Set(t, "t0")[0], pathtest.Set(t, "t0")[0], true},
		{"one element", in("t0", "p0[k:1]", "t0"), in("t0", "p0[k:1]", "t0"), true},
		{"two elements", in("t0", "p0[k:1]", "t0"), in("t0", "p0[k:2]", "t0"), false},
		{"elements that may be one", in("t0", "p0[k:1]", "t0"), in("t0", "p0[v:t5]", "t0"), true},
		{"found in one place only", in("t0", "p0[k:1]", "t0"), pathtest.Set(t, "t0")[0], true},
		{"two containers", in("t0", "p0[k:1]", "t0"), in("t0", "p1[k:2]", "t0"), true},
		{"one stored twice", again, in("t1", "p0[k:2]", "t1"), true},
		{"one of two places", spread("t1", "p0.a"), spread("t1", "p1.a"), false},
		{"the same place", spread("t1", "p0.a"), spread("t1", "p0.a"), true},
		{"stored once more", spread("t1", "p0.a"), in("t1", "p1.a", "t1"), true},
		{"fields of two objects", owned("t1", "p0.s"), owned("t1", "t2.s"), false},
		{"fields of what may be one", owned("t1", "p0[*].s"), owned("t1", "p0[k:1].s"), true},
		{"a field, and wherever", owned("t1", "p0.s"), pathtest.Set(t, "t1")[0], true},
		{"one part of all elements", in("t1", "p0[k:1]", "t0"), in("t1", "p0[k:2]", "t0"), true},
	} {
		if got := path.MayBe(tt.a, tt.b, many); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
		if got := path.MayBe(tt.b, tt.a, many); got != tt.want {
			t.Errorf("%s: %t in reverse order", tt.name, got)
		}
		a, b := tt.a.Thing(), tt.b.Thing()
		want := path.MayAlias(a.Path, b.Path)
		if !a.Owned.IsZero() && !b.Owned.IsZero() {
			want = tt.want // whose it is stays known
		}
		if a.Path != tt.a.Path || path.MayBe(a, b, many) != want {
			t.Errorf("%s: as things %v and %v", tt.name, a, b)
		}
	}
}
