package path_test

import (
	"go/token"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/path/pathtest"
)

var (
	someRoots     = []string{"p0", "p1", "f0", "new0", "pkg.v", "t0", "t0'", "t1"}
	someSelectors = []string{".a", ".b", "^s", "*", path.AnyElem, path.AnyReceived, "[k:1]", "[k:2]", "[k:-1]", "[v:t1]", "[v:t1']", "[v:t2]", "[p:0]", "[p:1]", "[f:0]", "[r:t3]", "[r:t4]", "$0", "$11"}
)

// random returns n selectors, out of the given ones.
func random(r *rand.Rand, n int, from []string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = from[r.IntN(len(from))]
	}
	return out
}

// paths calls f with many paths; those of one call often have much in common.
func paths(t *testing.T, f func(a, b path.Path, sel string)) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		roots := random(r, 2, someRoots)
		if r.IntN(4) > 0 {
			roots[1] = roots[0]
		}
		n := r.IntN(path.MaxSelectors + 1)
		a := random(r, n, someSelectors)
		b := slices.Clone(a)
		for range r.IntN(3) {
			if n > 0 {
				b[r.IntN(n)] = random(r, 1, someSelectors)[0]
			}
		}
		sel := strings.Join(random(r, r.IntN(4), someSelectors), "")
		f(pathtest.Parse(t, roots[0]+strings.Join(a, "")), pathtest.Parse(t, roots[1]+strings.Join(b, "")), sel)
		if t.Failed() {
			return
		}
	}
}

func TestParts(t *testing.T) {
	for _, tt := range []struct {
		sel   string
		parts []string
	}{
		{"", nil},
		{".a", []string{".a"}},
		{".a.b", []string{".a", ".b"}},
		{"**", []string{"*", "*"}},
		{"[*]*", []string{"[*]", "*"}},
		{"*[*].a", []string{"*", "[*]", ".a"}},
		{".a^ServerStream^ClientStream", []string{".a", "^ServerStream", "^ClientStream"}},
		{"$0$12.ä[k:-1][v:t1'][<]", []string{"$0", "$12", ".ä", "[k:-1]", "[v:t1']", "[<]"}},
		{"[k:a b]", []string{"[k:a b]"}},
	} {
		var parts []string
		for rest := tt.sel; rest != ""; {
			var first string
			first, rest = path.Cut(rest)
			parts = append(parts, first)
		}
		if !slices.Equal(parts, tt.parts) {
			t.Errorf("%q has the parts %q, want %q", tt.sel, parts, tt.parts)
		}
		if n := path.Len(tt.sel); n != len(tt.parts) {
			t.Errorf("Len(%q) = %d, want %d", tt.sel, n, len(tt.parts))
		}
		init, last := path.Last(tt.sel)
		if init+last != tt.sel || len(tt.parts) > 0 && last != tt.parts[len(tt.parts)-1] {
			t.Errorf("Last(%q) = %q, %q", tt.sel, init, last)
		}
	}
}

// The text form says all: what is printed alike is the same path.
func TestString(t *testing.T) {
	paths(t, func(a, b path.Path, _ string) {
		if got := pathtest.Parse(t, a.String()); got != a {
			t.Errorf("%v is printed as %v", a, got)
		}
		if (a.String() == b.String()) != (a == b) {
			t.Errorf("%#v and %#v are printed as %v and %v", a, b, a, b)
		}
	})
	for _, tt := range []struct {
		p    path.Path
		want string
	}{
		{path.Path{}, "_"},
		{path.Of(path.NewFunc("pkg.F", nil)), "pkg.F"},
		{path.Of(path.NewSite(pathtest.Site("t7"), 2)).Add(".a"), "t7#2.a"},
		{path.Of(path.NewSite(nil, 0)), "?"},
	} {
		if got := tt.p.String(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

func TestAdd(t *testing.T) {
	paths(t, func(a, b path.Path, sel string) {
		sum := a.Add(sel)
		if path.Len(sum.Sel) > path.MaxSelectors {
			t.Errorf("%v is too long", sum)
		}
		if fits := path.Len(a.Sel)+path.Len(sel) <= path.MaxSelectors; fits == sum.IsZero() {
			t.Errorf("%v + %s = %v", a, sel, sum)
		}
		if step, all := sum.Add(b.Sel), a.Add(sel+b.Sel); step != all {
			t.Errorf("%v + %s + %s = %v in two steps, %v in one", a, sel, b.Sel, step, all)
		}
		if !(path.Path{}).Add(sel).IsZero() {
			t.Errorf("nothing + %s is something", sel)
		}
	})
}

func TestCompare(t *testing.T) {
	var last path.Path
	paths(t, func(a, b path.Path, _ string) {
		if (path.Compare(a, b) == 0) != (a == b) || path.Compare(a, b) != -path.Compare(b, a) {
			t.Errorf("%v and %v are compared as %d, in reverse as %d", a, b, path.Compare(a, b), path.Compare(b, a))
		}
		if path.Compare(a, b) <= 0 && path.Compare(b, last) <= 0 && path.Compare(a, last) > 0 {
			t.Errorf("%v <= %v <= %v, but not %v <= %v", a, b, last, a, last)
		}
		last = b
	})
}

// Sites that have no name are ordered all the same.
func TestCompareSites(t *testing.T) {
	a, b := path.Of(path.NewSite(at(3), 0)), path.Of(path.NewSite(at(7), 0))
	if a.String() != b.String() {
		t.Fatalf("%v and %v: names", a, b)
	}
	if path.Compare(a, b) >= 0 || path.Compare(b, a) <= 0 || path.Compare(b, b) != 0 {
		t.Error("the order is not that of the positions")
	}
}

// An at is an instruction without a name, at a position.
type at token.Pos

func (a at) Pos() token.Pos { return token.Pos(a) }

func TestMayAlias(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"p0", "p0", true},
		{"p0", "p1", false},
		{"p0.a", "p0.b", false},
		{"p0.a", "p0.a.b", false},
		{"t0", "t0'", false}, // of this and of an earlier iteration
		{"p0[*]", "p0[*]", true},
		{"p0[*]", "p0[k:1]", true},
		{"p0[*]", "p0.a", false},
		{"p0[k:1]", "p0[k:1]", true},
		{"p0[k:1]", "p0[k:2]", false},
		{"p0[k:1]", "p0[v:t1]", true},
		{"p0[v:t1]", "p0[v:t2]", true},
		{"p0[v:t1]", "p0[v:t1']", false},
		{"p0[v:t1']", "p0[v:t2]", true},
		{"p0[p:0]", "p0[p:1]", true}, // a caller may pass one key for both
		{"p0[<]", "p0[<]", false},    // nothing is received twice
		{"p0[r:t1]", "p0[r:t1]", true},
		{"p0[r:t1]", "p0[r:t2]", false},
		{"p0[r:t1]", "p0[<]", false},
		{"p0[r:t1]", "p0[*]", true},
		{"p0[*].a", "p0[k:1].a", true},
		{"p0[*].a", "p0[k:1].b", false},
	} {
		a, b := pathtest.Parse(t, tt.a), pathtest.Parse(t, tt.b)
		if got := path.MayAlias(a, b); got != tt.want {
			t.Errorf("MayAlias(%s, %s) = %t", a, b, got)
		}
	}
	if path.MayAlias(path.Path{}, path.Path{}) {
		t.Error("nothing is something")
	}
}

// Laws of aliasing.
func TestAlias(t *testing.T) {
	paths(t, func(a, b path.Path, sel string) {
		may, must := path.MayAlias(a, b), path.MustAlias(a, b)
		if may != path.MayAlias(b, a) || must != path.MustAlias(b, a) {
			t.Errorf("%v and %v: the order matters", a, b)
		}
		if must && !may {
			t.Errorf("%v and %v are one, and can't be", a, b)
		}
		if may && a.Root != b.Root {
			t.Errorf("%v and %v have different roots", a, b)
		}
		if a.Definite() && (!path.MayAlias(a, a) || !path.MustAlias(a, a)) {
			t.Errorf("%v is definite, and not itself", a)
		}
		x, y := a.Add(sel), b.Add(sel)
		if x.IsZero() || y.IsZero() {
			return
		}
		if !may && path.MayAlias(x, y) {
			t.Errorf("%v and %v are two, but not %v and %v", a, b, x, y)
		}
		if may && !strings.Contains(sel, path.AnyReceived) && !path.MayAlias(x, y) {
			t.Errorf("%v and %v may be one, but not %v and %v", a, b, x, y)
		}
	})
}

// What makes paths less precise keeps their length, does nothing the second time,
// and forgets no aliases.
func TestImprecision(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    func(path.Path) path.Path
		from string // how it changes all selectors
		to   string
		not  string // two paths through this don't meet any more, on purpose
	}{
		{"Generalize", path.Path.Generalize, "p0[v:t1][v:t1'][r:t3][k:1][p:0]", "p0[*][*][<][k:1][p:0]", "[r:"},
		{"Given", path.Path.Given, "p0[v:t1][r:t3][<][*].a", "p0[v:t1][*][*][*].a", ""},
		{"Enter", func(p path.Path) path.Path { return p.Enter(loop{}) }, "p0[v:t1][v:t1'][v:t2][v:t9][r:t3]", "p0[*][*][*][v:t9][r:t3]", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.f(pathtest.Parse(t, tt.from)), pathtest.Parse(t, tt.to); got != want {
				t.Errorf("%s becomes %v, want %v", tt.from, got, want)
			}
			paths(t, func(a, b path.Path, _ string) {
				fa, fb := tt.f(a), tt.f(b)
				if path.Len(fa.Sel) != path.Len(a.Sel) || fa.Root != a.Root {
					t.Errorf("%v becomes %v", a, fa)
				}
				if tt.f(fa) != fa {
					t.Errorf("%v becomes %v, and then %v", a, fa, tt.f(fa))
				}
				if lossy := tt.not != "" && strings.Contains(a.Sel+b.Sel, tt.not); path.MayAlias(a, b) && !lossy && (!path.MayAlias(fa, b) || !path.MayAlias(fa, fb)) {
					t.Errorf("%v and %v may be one, but not %v and %v", a, b, fa, fb)
				}
			})
		})
	}
}

// loop is a loop around t0, t1 to t4, of which t1 is another one each time.
type loop struct{}

func (loop) HasSite(instr any) bool { return instr == pathtest.Site("t0") }

func (loop) HasValue(name string) bool {
	return slices.Contains([]string{"t0", "t1", "t2", "t3", "t4"}, name)
}

func (loop) Varies(name string) bool { return name == "t1" }

func TestNextIteration(t *testing.T) {
	for _, tt := range []struct{ p, want string }{
		{"p0.a", "p0.a"},
		{"t0.a", "t0'.a"},
		{"t0'", "t0'"},
		{"t1", "t1"}, // made before the loop
		{"p0[v:t1]", "p0[v:t1']"},
		{"p0[v:t1']", "p0[v:t1']"},
		{"p0[v:t2]", "p0[*]"},
		{"p0[v:t9]", "p0[v:t9]"},
		{"p0[r:t3]", "p0[<]"},
		{"p0[r:t9]", "p0[r:t9]"},
		{"p0[k:1][<]", "p0[k:1][<]"},
	} {
		p := pathtest.Parse(t, tt.p)
		if got, want := p.NextIteration(loop{}), pathtest.Parse(t, tt.want); got != want {
			t.Errorf("%s is %s in the next iteration, want %s", p, got, want)
		}
	}
	paths(t, func(a, _ path.Path, _ string) {
		next := a.NextIteration(loop{})
		if path.Len(next.Sel) != path.Len(a.Sel) {
			t.Errorf("%v becomes %v", a, next)
		}
		if again := next.NextIteration(loop{}); again != next {
			t.Errorf("%v becomes %v, and then %v: no fixed point", a, next, again)
		}
	})
}

func TestBind(t *testing.T) {
	key := func(kind path.Kind, i int) string {
		switch {
		case kind == path.Param && i == 0:
			return "[k:1]"
		case kind == path.Free:
			return "[v:t5]"
		}
		return ""
	}
	for _, tt := range []struct{ sel, want string }{
		{"", ""},
		{".a[k:2]", ".a[k:2]"},
		{"[p:0].a", "[k:1].a"},
		{"[p:1].a", "[*].a"}, // not known
		{"[f:0][p:0]", "[v:t5][k:1]"},
		{"[p:x]", "[*]"}, // malformed
	} {
		if got := path.Bind(tt.sel, key); got != tt.want {
			t.Errorf("Bind(%s) = %s, want %s", tt.sel, got, tt.want)
		}
	}
	paths(t, func(a, b path.Path, _ string) {
		bound := path.Bind(a.Sel, key)
		if path.Len(bound) != path.Len(a.Sel) {
			t.Errorf("%s is bound to %s", a.Sel, bound)
		}
		if again := path.Bind(bound, key); again != bound {
			t.Errorf("%s is bound to %s, and then to %s", a.Sel, bound, again)
		}
		if same := path.Bind(a.Sel, path.Index); same != a.Sel {
			t.Errorf("%s is bound to itself as %s", a.Sel, same)
		}
		if unknown := path.Bind(a.Sel, func(path.Kind, int) string { return "" }); path.MayAlias(a, b) && !path.MayAlias(path.Path{a.Root, unknown}, b) {
			t.Errorf("%v and %v may be one, but not with %s", a, b, unknown)
		}
	})
}

func TestSpecialize(t *testing.T) {
	paths(t, func(a, _ path.Path, _ string) {
		p := a.Specialize("t7")
		if strings.Contains(p.Sel, path.AnyElem) || path.Len(p.Sel) != path.Len(a.Sel) {
			t.Errorf("%v becomes %v", a, p)
		}
		if !strings.Contains(a.Sel, "[v:") && !strings.Contains(a.Sel, "[r:") && p.Generalize() != a {
			t.Errorf("%v becomes %v, and in general %v", a, p, p.Generalize())
		}
	})
}

func TestDefinite(t *testing.T) {
	for p, want := range map[string]bool{
		"p0.a": true, "t0": true, "p0[k:1]": true, "p0[v:t1]": true, "p0[p:0]": true, "p0[r:t3]": true,
		"t0'": false, "p0[*]": false, "p0[*].a": false, "p0[<]": false, "p0[v:t1']": false,
	} {
		if got := pathtest.Parse(t, p).Definite(); got != want {
			t.Errorf("%s: definite = %t", p, got)
		}
	}
	if (path.Path{}).Definite() {
		t.Error("nothing is definite")
	}
}

func TestElem(t *testing.T) {
	for _, tt := range []struct{ constant, value, want string }{
		{"1", "t1", "[k:1]"},
		{"eu west", "", "[k:eu west]"},
		{"", "t1", "[v:t1]"},
		{"", "", "[*]"},
		{"a.b", "", "[*]"},
		{"a]b", "t1", "[v:t1]"},
		{strings.Repeat("x", 25), "t1", "[v:t1]"},
		{"don't", "t1", "[v:t1]"},
	} {
		got := path.Elem(tt.constant, tt.value)
		if got != tt.want {
			t.Errorf("Elem(%q, %q) = %s, want %s", tt.constant, tt.value, got, tt.want)
		}
		if first, rest := path.Cut(got); first != got || rest != "" || path.Len(got) != 1 {
			t.Errorf("%s is not one selector", got)
		}
	}
}

func TestTrimStream(t *testing.T) {
	for p, want := range map[string]string{
		"p0": "p0", "p0^s": "p0", "p0^s^t": "p0", "p0.a^s": "p0.a", "p0^s.a": "p0^s.a",
	} {
		if got := pathtest.Parse(t, p).TrimStream(); got != pathtest.Parse(t, want) {
			t.Errorf("%s is trimmed to %s, want %s", p, got, want)
		}
	}
}

func TestValid(t *testing.T) {
	paths(t, func(a, _ path.Path, _ string) {
		if want := a.Root.Kind != path.Site; a.Valid() != want {
			t.Errorf("%v: valid = %t", a, !want)
		}
	})
	param := path.Root{Kind: path.Param}
	for _, p := range []path.Path{
		{Root: param, Sel: "a"},
		{Root: param, Sel: "["},
		{Root: param, Sel: ".a[k:1"},
		{Root: param, Sel: "]"},
		{Root: param, Sel: strings.Repeat(".a", path.MaxSelectors+1)},
		{Root: path.Root{Kind: path.Param, Index: -1}},
		{Root: path.Root{Kind: path.Fresh + 1}},
		path.Of(path.NewSite(pathtest.Site("t0"), 0)),
	} {
		if p.Valid() {
			t.Errorf("%v is valid", p)
		}
	}
}

func TestRoot(t *testing.T) {
	fn := new(int)
	if r := path.NewFunc("pkg.F", fn); r.Origin() != fn || r.Outside() {
		t.Errorf("origin %v, outside %t", r.Origin(), r.Outside())
	}
	for text, want := range map[string]bool{"p0": true, "f0": true, "pkg.v": true, "t0": false, "new0": false} {
		if got := pathtest.Parse(t, text).Root.Outside(); got != want {
			t.Errorf("%s: outside = %t", text, got)
		}
	}
}

func TestAfter(t *testing.T) {
	for _, tt := range []struct {
		sel, prefix, want string
		ok                bool
	}{
		{".conn.mu", ".conn", ".mu", true},
		{".conn", ".conn", "", true},
		{".conn[*]", ".conn", "[*]", true},
		{".connMu", ".conn", "", false}, // another field
		{".other", ".conn", "", false},
		{".conn", "", ".conn", true},
	} {
		if got, ok := path.After(tt.sel, tt.prefix); got != tt.want || ok != tt.ok {
			t.Errorf("After(%q, %q) = %q, %t; want %q, %t", tt.sel, tt.prefix, got, ok, tt.want, tt.ok)
		}
	}
}
