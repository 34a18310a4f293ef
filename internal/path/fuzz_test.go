package path_test

import (
	"testing"

	"github.com/streamvet/streamvet/internal/path"
)

// FuzzPath tries the laws of paths on any that are well formed, as those of facts
// are: not only on such as streamvet makes itself.
func FuzzPath(f *testing.F) {
	for _, s := range []string{"", ".a", "^s*", "[*][k:1]", "[v:t1'][r:t2][<]", "[p:0][f:11]$3", "[", ".", "[]", "[[*]", "..a", "[p:-1][f:x]", "*[k:é]"} {
		f.Add(s, "[*]", uint8(1))
	}
	f.Add(".a[=].b", ".a[v:t1].c", uint8(3))
	f.Fuzz(func(t *testing.T, sel, other string, kind uint8) {
		a := path.Path{Root: path.Root{Kind: path.Kind(kind)}, Sel: sel}
		b := path.Path{Root: a.Root, Sel: other}
		if !a.Valid() || !b.Valid() {
			return
		}
		n := 0
		for rest := sel; rest != ""; n++ {
			first, r := path.Cut(rest)
			if first == "" || first+r != rest {
				t.Fatalf("%q is cut into %q and %q", rest, first, r)
			}
			rest = r
		}
		if init, last := path.Last(sel); init+last != sel || last == "" && sel != "" {
			t.Errorf("%q ends with %q after %q", sel, last, init)
		}
		if path.MayAlias(a, b) != path.MayAlias(b, a) || path.MustAlias(a, b) && !path.MayAlias(a, b) {
			t.Errorf("%v and %v: may be one %t, in reverse %t, must be one %t", a, b, path.MayAlias(a, b), path.MayAlias(b, a), path.MustAlias(a, b))
		}
		if sum := a.Add(other); !sum.Valid() || !sum.IsZero() && sum.Sel != sel+other {
			t.Errorf("%v + %s = %v", a, other, sum)
		}
		for _, p := range []path.Path{a.Generalize(), a.Given(), a.TrimStream(), a.NextIteration(loop{}), a.Enter(loop{}), a.Specialize("t1"), {Root: a.Root, Sel: path.Bind(sel, path.Index)}} {
			if !p.Valid() {
				t.Errorf("%v becomes %v, which is malformed", a, p)
			}
		}
		if again := a.Generalize().Generalize(); again != a.Generalize() {
			t.Errorf("%v becomes %v, and then %v", a, a.Generalize(), again)
		}
		if path.Compare(a, b) != -path.Compare(b, a) {
			t.Errorf("%v and %v have no order", a, b)
		}
	})
}
