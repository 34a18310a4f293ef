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
