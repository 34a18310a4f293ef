package path

import (
	"go/token"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A named is an instruction, as far as a path wants to know it.
type named string

func (n named) Name() string { return string(n) }

// parse reads the text form of a path. A root is p0, f0, new0, t0 (a site), t0'
// (an old one) or, with a dot in it, a package-level variable.
func parse(t *testing.T, text string) Path {
	t.Helper()
	end := strings.IndexAny(text, ".^*$[")
	if strings.HasPrefix(text, "pkg.") {
		if end = strings.IndexAny(text[len("pkg."):], ".^*$["); end >= 0 {
			end += len("pkg.")
		}
	}
	if end < 0 {
		end = len(text)
	}
	name, sel := text[:end], text[end:]
	if strings.HasPrefix(name, "pkg.") {
		return Path{Root{Kind: Global, Name: name}, sel}
	}
	digits := strings.IndexAny(name, "0123456789")
	if digits < 0 {
		t.Fatalf("%q is no path", text)
	}
	n, old := strings.CutSuffix(name[digits:], "'")
	index, err := strconv.Atoi(n)
	if err != nil {
		t.Fatalf("%q is no path: %v", text, err)
	}
	switch name[:digits] {
	case "p":
		return Path{Root{Kind: Param, Index: index}, sel}
	case "f":
		return Path{Root{Kind: Free, Index: index}, sel}
	case "new":
		return Path{Root{Kind: Fresh, Index: index}, sel}
	case "t":
		root := NewSite(named("t"+n), 0)
		root.Old = old
		return Path{root, sel}
	}
	t.Fatalf("%q is no path", text)
	return Path{}
}

var (
	someRoots     = []string{"p0", "p1", "f0", "new0", "pkg.v", "t0", "t0'", "t1"}
	someSelectors = []string{".a", ".b", "^s", "*", AnyElem, AnyReceived, "[k:1]", "[k:2]", "[k:-1]", "[v:t1]", "[v:t1']", "[v:t2]", "[p:0]", "[p:1]", "[f:0]", "[r:t3]", "[r:t4]", "$0", "$11"}
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
func paths(t *testing.T, f func(a, b Path, sel string)) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		roots := random(r, 2, someRoots)
		if r.IntN(4) > 0 {
			roots[1] = roots[0]
		}
		n := r.IntN(MaxSelectors + 1)
		a := random(r, n, someSelectors)
		b := slices.Clone(a)
		for range r.IntN(3) {
			if n > 0 {
				b[r.IntN(n)] = random(r, 1, someSelectors)[0]
			}
		}
		sel := strings.Join(random(r, r.IntN(4), someSelectors), "")
		f(parse(t, roots[0]+strings.Join(a, "")), parse(t, roots[1]+strings.Join(b, "")), sel)
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
			first, rest = Cut(rest)
			parts = append(parts, first)
		}
		if !slices.Equal(parts, tt.parts) {
			t.Errorf("%q has the parts %q, want %q", tt.sel, parts, tt.parts)
		}
		if n := Len(tt.sel); n != len(tt.parts) {
			t.Errorf("Len(%q) = %d, want %d", tt.sel, n, len(tt.parts))
		}
		init, last := Last(tt.sel)
		if init+last != tt.sel || len(tt.parts) > 0 && last != tt.parts[len(tt.parts)-1] {
			t.Errorf("Last(%q) = %q, %q", tt.sel, init, last)
		}
	}
}

// The text form says all: what is printed alike is the same path.
func TestString(t *testing.T) {
	paths(t, func(a, b Path, _ string) {
		if got := parse(t, a.String()); got != a {
			t.Errorf("%v is printed as %v", a, got)
		}
		if (a.String() == b.String()) != (a == b) {
			t.Errorf("%#v and %#v are printed as %v and %v", a, b, a, b)
		}
	})
	for _, tt := range []struct {
		p    Path
		want string
	}{
		{Path{}, "_"},
		{Of(NewFunc("pkg.F", nil)), "pkg.F"},
		{Of(NewSite(named("t7"), 2)).Add(".a"), "t7#2.a"},
		{Of(NewSite(nil, 0)), "?"},
	} {
		if got := tt.p.String(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

func TestAdd(t *testing.T) {
	paths(t, func(a, b Path, sel string) {
		sum := a.Add(sel)
		if Len(sum.Sel) > MaxSelectors {
			t.Errorf("%v is too long", sum)
		}
		if fits := Len(a.Sel)+Len(sel) <= MaxSelectors; fits == sum.IsZero() {
			t.Errorf("%v + %s = %v", a, sel, sum)
		}
		if step, all := sum.Add(b.Sel), a.Add(sel+b.Sel); step != all {
			t.Errorf("%v + %s + %s = %v in two steps, %v in one", a, sel, b.Sel, step, all)
		}
		if !(Path{}).Add(sel).IsZero() {
			t.Errorf("nothing + %s is something", sel)
		}
	})
}

func TestCompare(t *testing.T) {
	var last Path
	paths(t, func(a, b Path, _ string) {
		if (Compare(a, b) == 0) != (a == b) || Compare(a, b) != -Compare(b, a) {
			t.Errorf("%v and %v are compared as %d, in reverse as %d", a, b, Compare(a, b), Compare(b, a))
		}
		if Compare(a, b) <= 0 && Compare(b, last) <= 0 && Compare(a, last) > 0 {
			t.Errorf("%v <= %v <= %v, but not %v <= %v", a, b, last, a, last)
		}
		last = b
	})
}

// Sites that have no name are ordered all the same.
func TestCompareSites(t *testing.T) {
	a, b := Of(NewSite(at(3), 0)), Of(NewSite(at(7), 0))
	if a.String() != b.String() {
		t.Fatalf("%v and %v: names", a, b)
	}
	if Compare(a, b) >= 0 || Compare(b, a) <= 0 || Compare(b, b) != 0 {
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
		a, b := parse(t, tt.a), parse(t, tt.b)
		if got := MayAlias(a, b); got != tt.want {
			t.Errorf("MayAlias(%s, %s) = %t", a, b, got)
		}
	}
	if MayAlias(Path{}, Path{}) {
		t.Error("nothing is something")
	}
}

// Laws of aliasing.
func TestAlias(t *testing.T) {
	paths(t, func(a, b Path, sel string) {
		may, must := MayAlias(a, b), MustAlias(a, b)
		if may != MayAlias(b, a) || must != MustAlias(b, a) {
			t.Errorf("%v and %v: the order matters", a, b)
		}
		if must && !may {
			t.Errorf("%v and %v are one, and can't be", a, b)
		}
		if may && a.Root != b.Root {
			t.Errorf("%v and %v have different roots", a, b)
		}
		if a.Definite() && (!MayAlias(a, a) || !MustAlias(a, a)) {
			t.Errorf("%v is definite, and not itself", a)
		}
		x, y := a.Add(sel), b.Add(sel)
		if x.IsZero() || y.IsZero() {
			return
		}
		if !may && MayAlias(x, y) {
			t.Errorf("%v and %v are two, but not %v and %v", a, b, x, y)
		}
		if may && !strings.Contains(sel, AnyReceived) && !MayAlias(x, y) {
			t.Errorf("%v and %v may be one, but not %v and %v", a, b, x, y)
		}
	})
}

// What makes paths less precise keeps their length, does nothing the second time,
// and forgets no aliases.
func TestImprecision(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    func(Path) Path
		from string // how it changes all selectors
		to   string
		not  string // two paths through this don't meet any more, on purpose
	}{
		{"Generalize", Path.Generalize, "p0[v:t1][v:t1'][r:t3][k:1][p:0]", "p0[*][*][<][k:1][p:0]", "[r:"},
		{"Given", Path.Given, "p0[v:t1][r:t3][<][*].a", "p0[v:t1][*][*][*].a", ""},
		{"Enter", func(p Path) Path { return p.Enter(loop{}) }, "p0[v:t1][v:t1'][v:t2][v:t9][r:t3]", "p0[*][*][*][v:t9][r:t3]", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.f(parse(t, tt.from)), parse(t, tt.to); got != want {
				t.Errorf("%s becomes %v, want %v", tt.from, got, want)
			}
			paths(t, func(a, b Path, _ string) {
				fa, fb := tt.f(a), tt.f(b)
				if Len(fa.Sel) != Len(a.Sel) || fa.Root != a.Root {
					t.Errorf("%v becomes %v", a, fa)
				}
				if tt.f(fa) != fa {
					t.Errorf("%v becomes %v, and then %v", a, fa, tt.f(fa))
				}
				if lossy := tt.not != "" && strings.Contains(a.Sel+b.Sel, tt.not); MayAlias(a, b) && !lossy && (!MayAlias(fa, b) || !MayAlias(fa, fb)) {
					t.Errorf("%v and %v may be one, but not %v and %v", a, b, fa, fb)
				}
			})
		})
	}
}

// loop is a loop around t0, t1 to t4, of which t1 is another one each time.
type loop struct{}

func (loop) HasSite(instr any) bool { return instr == named("t0") }

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
		p := parse(t, tt.p)
		if got, want := p.NextIteration(loop{}), parse(t, tt.want); got != want {
			t.Errorf("%s is %s in the next iteration, want %s", p, got, want)
		}
	}
	paths(t, func(a, _ Path, _ string) {
		next := a.NextIteration(loop{})
		if Len(next.Sel) != Len(a.Sel) {
			t.Errorf("%v becomes %v", a, next)
		}
		if again := next.NextIteration(loop{}); again != next {
			t.Errorf("%v becomes %v, and then %v: no fixed point", a, next, again)
		}
	})
}

func TestBind(t *testing.T) {
	key := func(kind Kind, i int) string {
		switch {
		case kind == Param && i == 0:
			return "[k:1]"
		case kind == Free:
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
		if got := Bind(tt.sel, key); got != tt.want {
			t.Errorf("Bind(%s) = %s, want %s", tt.sel, got, tt.want)
		}
	}
	paths(t, func(a, b Path, _ string) {
		bound := Bind(a.Sel, key)
		if Len(bound) != Len(a.Sel) {
			t.Errorf("%s is bound to %s", a.Sel, bound)
		}
		if again := Bind(bound, key); again != bound {
			t.Errorf("%s is bound to %s, and then to %s", a.Sel, bound, again)
		}
		if same := Bind(a.Sel, Index); same != a.Sel {
			t.Errorf("%s is bound to itself as %s", a.Sel, same)
		}
		if unknown := Bind(a.Sel, func(Kind, int) string { return "" }); MayAlias(a, b) && !MayAlias(Path{a.Root, unknown}, b) {
			t.Errorf("%v and %v may be one, but not with %s", a, b, unknown)
		}
	})
}

func TestSpecialize(t *testing.T) {
	paths(t, func(a, _ Path, _ string) {
		p := a.Specialize("t7")
		if strings.Contains(p.Sel, AnyElem) || Len(p.Sel) != Len(a.Sel) {
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
		if got := parse(t, p).Definite(); got != want {
			t.Errorf("%s: definite = %t", p, got)
		}
	}
	if (Path{}).Definite() {
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
		got := Elem(tt.constant, tt.value)
		if got != tt.want {
			t.Errorf("Elem(%q, %q) = %s, want %s", tt.constant, tt.value, got, tt.want)
		}
		if first, rest := Cut(got); first != got || rest != "" || Len(got) != 1 {
			t.Errorf("%s is not one selector", got)
		}
	}
}

func TestTrimStream(t *testing.T) {
	for p, want := range map[string]string{
		"p0": "p0", "p0^s": "p0", "p0^s^t": "p0", "p0.a^s": "p0.a", "p0^s.a": "p0^s.a",
	} {
		if got := parse(t, p).TrimStream(); got != parse(t, want) {
			t.Errorf("%s is trimmed to %s, want %s", p, got, want)
		}
	}
}

func TestValid(t *testing.T) {
	paths(t, func(a, _ Path, _ string) {
		if want := a.Root.Kind != Site; a.Valid() != want {
			t.Errorf("%v: valid = %t", a, !want)
		}
	})
	param := Root{Kind: Param}
	for _, p := range []Path{
		{Root: param, Sel: "a"},
		{Root: param, Sel: "["},
		{Root: param, Sel: ".a[k:1"},
		{Root: param, Sel: "]"},
		{Root: param, Sel: strings.Repeat(".a", MaxSelectors+1)},
		{Root: Root{Kind: Param, Index: -1}},
		{Root: Root{Kind: Fresh + 1}},
		Of(NewSite(named("t0"), 0)),
	} {
		if p.Valid() {
			t.Errorf("%v is valid", p)
		}
	}
}

func TestRoot(t *testing.T) {
	fn := new(int)
	if r := NewFunc("pkg.F", fn); r.Origin() != fn || r.Outside() {
		t.Errorf("origin %v, outside %t", r.Origin(), r.Outside())
	}
	for text, want := range map[string]bool{"p0": true, "f0": true, "pkg.v": true, "t0": false, "new0": false} {
		if got := parse(t, text).Root.Outside(); got != want {
			t.Errorf("%s: outside = %t", text, got)
		}
	}
}
