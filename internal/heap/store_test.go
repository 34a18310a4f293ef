package heap_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/heap"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/path/pathtest"
)

// A store of a whole struct is one of all its fields.
func TestStoreStruct(t *testing.T) {
	h := run(t, "p0.a.x = t1", "p0.a.y[*] += t2", "p0.ab = t3")
	h.Store(pathtest.Parse(t, "p0.a"), path.Set{{Path: pathtest.Parse(t, "p1"), Copy: true}}, true)
	for loc, want := range map[string]string{"p0.a.x": "p1.x", "p0.ab": "t3"} {
		if got := text(h.Load(pathtest.Parse(t, loc))); !strings.Contains(got, want) || strings.Contains(got, "t1") {
			t.Errorf("%s holds %q, want %q", loc, got, want)
		}
	}
}

// What is in one of several places is so with all that it leads to, in copies too.
func TestSpread(t *testing.T) {
	h := run(t, "t1.s = p1")
	locs := []path.Path{pathtest.Parse(t, "p0.a"), pathtest.Parse(t, "p2.a")}
	h.StoreOne(locs, path.Set{{Path: pathtest.Parse(t, "t1"), Copy: true}}, true)
	for _, loc := range locs {
		for _, v := range h.Load(loc.Add(".s")) {
			if v.Path == pathtest.Parse(t, "p1") && (!v.Spread || v.Via != loc || v.Again) {
				t.Errorf("%v holds %+v", loc, v)
			}
		}
	}
	moved := pathtest.Parse(t, "p3.b")
	h.Store(moved, h.Load(locs[0]), true)
	for _, v := range h.Load(moved) {
		if v.Spread || !v.Via.IsZero() {
			t.Errorf("%v holds %+v, which is in %v as well", moved, v, locs[0])
		}
	}
}

// What is stored in a container twice is in two elements.
func TestAgain(t *testing.T) {
	for _, tt := range []struct {
		name   string
		stores []string
		want   bool
	}{
		{"once", []string{"t0[*] += t1"}, false},
		{"two values", []string{"t0[*] += t1", "t0[*] += t2"}, false},
		{"twice", []string{"t0[*] += t1", "t0[*] += t1"}, true},
		{"in two containers", []string{"t0[*] += t1", "t2[*] += t1"}, false},
	} {
		again := false
		for _, v := range run(t, tt.stores...).Load(pathtest.Parse(t, "t0[*]")) {
			again = again || v.Again
		}
		if again != tt.want {
			t.Errorf("%s: again = %t", tt.name, again)
		}
	}
	// The same store, looked at a second time, is no second store.
	h := run(t, "t0[*] += t1")
	before := all(h)
	h.RepeatOne([]path.Path{pathtest.Parse(t, "t0[*]")}, pathtest.Set(t, "t1"))
	if got := all(h); got != before {
		t.Errorf("repeated: %s, before: %s", got, before)
	}
	if h.RepeatOne([]path.Path{pathtest.Parse(t, "t0[*]")}, pathtest.Set(t, "t2")); all(h) == before {
		t.Error("a new value is not stored")
	}
	// What was taken out is put back.
	h = run(t, "p0[*] += t1")
	before = all(h)
	h.Store(pathtest.Parse(t, "p0[*]"), pathtest.Set(t, "p0[r:t5]"), false)
	if got := all(h); got != before {
		t.Errorf("put back: %s, before: %s", got, before)
	}
}

// A ring is followed no further than a path is long.
// What was put in one of two places is not in both, unless it was put there twice.
func TestStoreOne(t *testing.T) {
	h := run(t)
	two := pathtest.Paths(t, "t0.s", "t1.s")
	both := func() bool {
		a, b := h.Load(two[0]), h.Load(two[1])
		return path.MayBe(a[0], b[0], func(path.Root) bool { return false })
	}
	h.StoreOne(two, pathtest.Set(t, "p1"), false)
	if both() {
		t.Error("one is in two places")
	}
	if x := h.Load(two[0])[0]; !path.MayBe(x, x, func(path.Root) bool { return false }) {
		t.Error("what is in one place is not itself")
	}
	h.RepeatOne(two, pathtest.Set(t, "p1"))
	if both() {
		t.Error("the same store is another one")
	}
	h.StoreOne(two, pathtest.Set(t, "p1"), false)
	if a := h.Load(two[0]); !a[len(a)-1].Again {
		t.Errorf("stored twice: %v", a)
	}
}

// Weak stores end in a fixed point.
func TestStoresEnd(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 200 {
		seed := r.Uint64()
		h := new(heap.Heap)
		for round := range 10 {
			before := h.Clone()
			again := rand.New(rand.NewPCG(seed, 0))
			for range 8 {
				loc := pathtest.Parse(t, []string{"p0", "t0"}[again.IntN(2)]+[]string{".a", "[*]", "[v:t5]"}[again.IntN(3)])
				h.RepeatOne([]path.Path{loc}, pathtest.Set(t, []string{"p1", "t1", "t2"}[again.IntN(3)]))
			}
			if h.Equal(&before) {
				break
			}
			if round == 9 {
				t.Fatalf("no end:\n%s\n%s", all(&before), all(h))
			}
		}
	}
}
