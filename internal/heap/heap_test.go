package heap_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/heap"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/path/pathtest"
)

// run carries out stores, one a line: "p0.a = t1 &t2" is a strong one, "p0.a += t1"
// a weak one.
func run(t *testing.T, stores ...string) *heap.Heap {
	t.Helper()
	h := new(heap.Heap)
	for _, text := range stores {
		f := strings.Fields(text)
		if len(f) < 2 || f[1] != "=" && f[1] != "+=" {
			t.Fatalf("%q is no store", text)
		}
		h.Store(pathtest.Parse(t, f[0]), pathtest.Set(t, f[2:]...), f[1] == "=")
	}
	return h
}

// text writes the things that values are, sorted.
func text(s path.Set) string {
	var out []string
	for _, v := range s {
		name := v.Path.String()
		if v.Addr {
			name = "&" + name
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

// all writes all of a heap.
func all(h *heap.Heap) string {
	var b strings.Builder
	h.All(func(loc path.Path, vals path.Set) bool {
		fmt.Fprintf(&b, "%v = %s\n", loc, text(vals))
		return true
	})
	return b.String()
}

func TestLoad(t *testing.T) {
	for _, tt := range []struct {
		name   string
		stores []string
		loc    string
		want   string
	}{
		{"a parameter's field", nil, "p0.a", "p0.a"},
		{"a new object's field", nil, "t0.a", "t0.a"},
		{"stored", []string{"p0.a = t1"}, "p0.a", "t1"},
		{"another field", []string{"p0.a = t1"}, "p0.b", "p0.b"},
		{"another root", []string{"p0.a = t1"}, "p1.a", "p1.a"},
		{"stored again", []string{"p0.a = t1", "p0.a = t2"}, "p0.a", "t2"},
		{"maybe stored", []string{"p0.a += t1"}, "p0.a", "p0.a t1"},
		{"maybe stored in a new object", []string{"t0.a += t1"}, "t0.a", "t1"},
		{"maybe stored again", []string{"p0.a = t1", "p0.a += t2"}, "p0.a", "t1 t2"},
		{"an address", []string{"p0.a = &t1"}, "p0.a", "&t1"},
		{"nothing", []string{"p0.a = "}, "p0.a", ""},

		// An object of an earlier iteration stands for several.
		{"an older object", []string{"t0'.a = t1", "t0'.a = t2"}, "t0'.a", "t1 t2"},

		{"an element", []string{"p0[k:1] = t1"}, "p0[k:1]", "t1"},
		{"another element", []string{"t0[k:1] = t1"}, "t0[k:2]", "t0[k:2]"},
		{"an element that is not known", []string{"t0[k:1] = t1"}, "t0[v:t5]", "t1"},
		{"any element", []string{"t0[k:1] = t1", "t0[k:2] = t2"}, "t0[*]", "t1 t2"},
		{"stored anywhere", []string{"t0[*] = t1"}, "t0[k:1]", "t1"},
		{"stored anywhere again", []string{"t0[*] = t1", "t0[*] = t2"}, "t0[*]", "t1 t2"},
		{"by the variable of a loop", []string{"t0[v:t5] = t1"}, "t0[v:t6]", "t1"},
		{"of a container from outside", []string{"p0[k:1] = t1"}, "p0[v:t5]", "p0[v:t5] t1"},
		{"received", []string{"t0[*] = t1"}, "t0[r:t5]", "t1"},
		{"element of another field", []string{"t0.a[k:1] = t1"}, "t0.b[*]", "t0.b[*]"},
		{"field of an element", []string{"t0[k:1].a = t1"}, "t0[*]", "t0[*]"},
	} {
		if got := text(run(t, tt.stores...).Load(pathtest.Parse(t, tt.loc))); got != tt.want {
			t.Errorf("%s: after %q, %s holds %q, want %q", tt.name, tt.stores, tt.loc, got, tt.want)
		}
	}
	if got := new(heap.Heap).Load(path.Path{}); got != nil {
		t.Errorf("nothing holds %s", text(got))
	}
}

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

// A value is found in an element, if it is not known what that element holds.
func TestVia(t *testing.T) {
	h := run(t, "t0[*] += t1", "t0[*] += t2", "t1.s = p1")
	elem := pathtest.Parse(t, "t0[v:t5]")
	for _, v := range h.Load(elem) {
		if v.Via != elem || v.Elem != v.Root {
			t.Errorf("%v was found via %v, element %v", v.Path, v.Via, v.Elem)
		}
	}
	for _, v := range h.Resolve(elem.Add(".s")) {
		if v.Path == pathtest.Parse(t, "p1") && (v.Via != elem || v.Elem != pathtest.Parse(t, "t1").Root) {
			t.Errorf("%v was reached via %v, element %v", v.Path, v.Via, v.Elem)
		}
	}
	for _, v := range run(t, "t0[k:1] = t1").Load(pathtest.Parse(t, "t0[k:1]")) {
		if !v.Via.IsZero() {
			t.Errorf("%v was found via %v, although its element is known", v.Path, v.Via)
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

// An element with another name is looked for in the unknown element, which has all.
func TestNamedElement(t *testing.T) {
	h := run(t, "t0[v:t3] = t1")
	elem := pathtest.Parse(t, "t0[v:t5]")
	for _, v := range h.Load(elem) {
		if v.Via != elem {
			t.Errorf("%v was found via %v", v.Path, v.Via)
		}
	}
	if got := text(h.Load(pathtest.Parse(t, "t0[v:t3]"))); got != "t1" {
		t.Errorf("the element holds %q", got)
	}
}

// What is stored in the next object of a loop, and was stored in the last one, is in
// both.
func TestRenameSpread(t *testing.T) {
	h := run(t)
	h.StoreOne([]path.Path{pathtest.Parse(t, "t0.a"), pathtest.Parse(t, "p0.a")}, pathtest.Set(t, "p1"), true)
	h2 := h.Rename(func(p path.Path) path.Path {
		p.Root.Old = p.Root.Kind == path.Site
		return p
	})
	for loc, want := range map[string]bool{"t0'.a": true, "p0.a": false} {
		for _, v := range h2.Load(pathtest.Parse(t, loc)) {
			if v.Again != want {
				t.Errorf("%s holds %+v", loc, v)
			}
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

func TestWalk(t *testing.T) {
	h := run(t, "p0.a = t1", "t1.b = p1 p2", "p2.c = t3", "t4 = p0", "pkg.v = t1")
	for _, tt := range []struct{ from, sel, want string }{
		{"p0", "", "p0"},
		{"p0", ".a", "t1"},
		{"p0", ".a.b", "p1 p2"},
		{"p0", ".a.b.c", "p1.c t3"},
		{"p0", ".x.y", "p0.x.y"},
		{"&t4", "*", "p0"}, // the variable
		{"&t4", "*.a", "t1"},
		{"pkg.v", "", "t1"}, // what a package-level variable holds
		{"pkg.v", ".b", "p1 p2"},
		{"&pkg.v", "*", "t1"},
	} {
		if got := text(h.Walk(pathtest.Set(t, tt.from)[0], tt.sel)); got != tt.want {
			t.Errorf("%s leads from %s to %q, want %q", tt.sel, tt.from, got, tt.want)
		}
	}
	if got := text(h.Resolve(pathtest.Parse(t, "p0.a.b.c"))); got != "p1.c t3" {
		t.Errorf("resolved to %q", got)
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

// A path leads nowhere if something on its way surely is nil, not if only its end is.
func TestLeadsNowhere(t *testing.T) {
	h := run(t, "p0.a =", "p0.b = t1", "p0.c =", "p0.c += t1")
	for text, want := range map[string]bool{
		"p0.a.wg": true, "p0.a.x.wg": true, "p0.a": false,
		"p0.b.wg": false, "p0.c.wg": false, "p0.d.wg": false, "p1.a.wg": false,
	} {
		if got := h.LeadsNowhere(pathtest.Parse(t, text)); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}

func TestRing(t *testing.T) {
	h := run(t, "t0.next = t1", "t1.next = t0")
	if got := text(h.Walk(pathtest.Set(t, "t0")[0], strings.Repeat(".next", 101))); got != "t1" {
		t.Errorf("the ring leads to %q", got)
	}
	h = new(heap.Heap)
	loc := pathtest.Parse(t, "t0")
	h.Store(loc, path.Set{{Path: pathtest.Parse(t, "t1"), Copy: true}}, true)
	h.Store(pathtest.Parse(t, "t1"), path.Set{{Path: loc, Copy: true}}, true)
	if got := h.Load(loc.Add(".a")); len(got) > path.MaxSet {
		t.Errorf("copies of each other lead to %q", text(got))
	}
}

func TestStreams(t *testing.T) {
	for _, tt := range []struct {
		name   string
		stores []string
		vals   string
		want   string
	}{
		{"a stream", nil, "p0", "p0"},
		{"a wrapper from outside", nil, "p0^ServerStream", "p0"},
		{"a wrapper", []string{"t0^ServerStream = p0"}, "t0", "p0"},
		{"wrappers", []string{"t0^ServerStream = t1", "t1^ServerStream = p0"}, "t0", "p0"},
		{"a wrapper of one of two", []string{"t0^s = p0 p1"}, "t0", "p0 p1"},
		{"another field", []string{"t0.s = p0"}, "t0", "t0"},
		{"a wrapper of itself", []string{"t0^s = t0"}, "t0", "t0"},
		{"wrappers of each other", []string{"t0^s = t1", "t1^s = t0"}, "t0", "t0"},
	} {
		got := run(t, tt.stores...).Streams(pathtest.Set(t, tt.vals))
		if tt.name == "wrappers of each other" {
			if len(got) != 1 {
				t.Errorf("%s: %q", tt.name, text(got))
			}
			continue
		}
		if text(got) != tt.want {
			t.Errorf("%s: %s is the stream %q, want %q", tt.name, tt.vals, text(got), tt.want)
		}
	}
}

// random makes a heap by some stores.
func random(t *testing.T, r *rand.Rand, n int) *heap.Heap {
	t.Helper()
	h := new(heap.Heap)
	for range r.IntN(n) {
		store(t, r, h)
	}
	return h
}

func store(t *testing.T, r *rand.Rand, h *heap.Heap) {
	t.Helper()
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	loc := pathtest.Parse(t, pick("p0", "t0", "t0'", "pkg.v")+pick(".a", ".b", ".a.b", "[*]", "[k:1]", "[v:t5]", "^s"))
	h.Store(loc, pathtest.Set(t, pick("", "&")+pick("p0", "p1", "t1", "t2")), r.IntN(2) == 0)
}

// Laws of the lattice.
func TestJoin(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	join := func(x, y *heap.Heap) *heap.Heap {
		z := x.Clone()
		z.Join(y)
		return &z
	}
	for range 2000 {
		a, b, c := random(t, r, 5), random(t, r, 5), random(t, r, 5)
		before := all(a)
		ab := join(a, b)
		if all(a) != before {
			t.Fatalf("a join changes\n%sto\n%s", before, all(a))
		}
		if ba := join(b, a); !ab.Equal(ba) {
			t.Fatalf("\n%sand\n%sare joined to\n%sand in reverse to\n%s", all(a), all(b), all(ab), all(ba))
		}
		if left, right := join(ab, c), join(a, join(b, c)); !left.Equal(right) {
			t.Fatalf("\n%s,\n%sand\n%sare joined to\n%sor to\n%s", all(a), all(b), all(c), all(left), all(right))
		}
		if again := join(ab, a); !again.Equal(ab) || !join(a, a).Equal(a) {
			t.Fatalf("\n%sand\n%sare joined to\n%sand, again, to\n%s", all(a), all(b), all(ab), all(again))
		}
		for _, h := range []*heap.Heap{a, b} {
			h.All(func(loc path.Path, vals path.Set) bool {
				joined := ab.Load(loc)
				for _, v := range vals {
					if !joined.Has(v) {
						t.Fatalf("%v is lost in %v by a join of\n%sand\n%s", v.Path, loc, all(a), all(b))
					}
				}
				return true
			})
		}
	}
}

// Copies don't know of each other.
func TestClone(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	heaps := []*heap.Heap{new(heap.Heap)}
	texts := []string{""}
	for range 2000 {
		i := r.IntN(len(heaps))
		switch {
		case r.IntN(3) == 0:
			c := heaps[i].Clone()
			if !c.Equal(heaps[i]) || !heaps[i].Equal(&c) {
				t.Fatalf("a copy of\n%sis\n%s", all(heaps[i]), all(&c))
			}
			if len(heaps) < 10 {
				heaps, texts = append(heaps, &c), append(texts, all(&c))
			} else {
				i = r.IntN(len(heaps))
				heaps[i], texts[i] = &c, all(&c)
			}
		case r.IntN(5) == 0:
			heaps[i].Join(heaps[r.IntN(len(heaps))])
			texts[i] = all(heaps[i])
		default:
			store(t, r, heaps[i])
			texts[i] = all(heaps[i])
		}
		for j, h := range heaps {
			if all(h) != texts[j] {
				t.Fatalf("a change of another copy changes\n%sto\n%s", texts[j], all(h))
			}
		}
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

func TestEqual(t *testing.T) {
	for _, tt := range []struct {
		a, b []string
		want bool
	}{
		{nil, nil, true},
		{[]string{"p0.a = t1"}, nil, false},
		{[]string{"p0.a = t1"}, []string{"p0.a = t2"}, false},
		{[]string{"p0.a = t1"}, []string{"p0.b = t1"}, false},
		{[]string{"p0.a = t1"}, []string{"p1.a = t1"}, false},
		{[]string{"p0.a = t1 t2"}, []string{"p0.a = t2 t1"}, true},
		{[]string{"p0.a = t1"}, []string{"p0.a = t1", "p0.b = t1"}, false},
	} {
		a, b := run(t, tt.a...), run(t, tt.b...)
		if a.Equal(b) != tt.want || b.Equal(a) != tt.want {
			t.Errorf("%q = %q is not %t", tt.a, tt.b, tt.want)
		}
	}
}

func TestRename(t *testing.T) {
	old := func(p path.Path) path.Path {
		if p.Root == pathtest.Parse(t, "t0").Root {
			p.Root.Old = true
		}
		return p
	}
	for _, tt := range []struct {
		name   string
		stores []string
		f      func(path.Path) path.Path
		want   string
	}{
		{"same", []string{"p0.a = t1", "t0.a = p1"}, func(p path.Path) path.Path { return p }, "p0.a = t1\nt0.a = p1\n"},
		{"location and value", []string{"t0.a = t0", "p0.a = t0"}, old, "p0.a = t0'\nt0'.a = t0'\n"},
		{"two become one", []string{"t0.a = t1", "t0'.a = t2"}, old, "t0'.a = t1 t2\n"},
		{"gone", []string{"t0.a = t1", "p0.a = t1"}, func(p path.Path) path.Path {
			if p.Root.Kind == path.Site {
				return path.Path{}
			}
			return p
		}, "p0.a = \n"},
	} {
		h := run(t, tt.stores...)
		before := all(h)
		got := h.Rename(tt.f)
		if all(&got) != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, all(&got), tt.want)
		}
		got.Store(pathtest.Parse(t, "p0.a"), pathtest.Set(t, "p7"), true)
		if all(h) != before {
			t.Errorf("%s: changes %q to %q", tt.name, before, all(h))
		}
	}
}

// The order in which a heap is gone through is always the same.
func TestAll(t *testing.T) {
	stores := []string{"p1.a = t1", "p0.b = t1", "p0.a = t1", "pkg.v.a = t1", "t1.a = t1", "t0.a = t1", "f0.a = t1", "p10.a = t1"}
	want := "p0.a = t1\np0.b = t1\np1.a = t1\np10.a = t1\nf0.a = t1\npkg.v.a = t1\nt0.a = t1\nt1.a = t1\n"
	r := rand.New(rand.NewPCG(13, 14))
	for range 50 {
		r.Shuffle(len(stores), func(i, j int) { stores[i], stores[j] = stores[j], stores[i] })
		if got := all(run(t, stores...)); got != want {
			t.Fatalf("stores in the order %q give\n%s, want\n%s", stores, got, want)
		}
	}
	h := run(t, stores...)
	var fields []string
	h.Fields(pathtest.Parse(t, "p0").Root, func(sel string, _ path.Set) bool {
		fields = append(fields, sel)
		return true
	})
	if !slices.Equal(fields, []string{".a", ".b"}) || h.Len() != 7 {
		t.Errorf("fields %q, %d objects", fields, h.Len())
	}
	for range h.All {
		break // nothing is asked for after that
	}
}
