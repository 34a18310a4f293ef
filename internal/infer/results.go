package infer

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
)

// What a function value returns is not known in a function that is given it. It is taken
// for a new object there, as most such functions open something. For callers, which may
// know better, it has a name: result r of function p is what is received at p.()r.

// resultField begins the selector of a result.
const resultField = ".()"

// maxReturning bounds how many functions are asked one after the other that return what
// the next one returns: one may return what it returns itself.
const maxReturning = 4

// resultName returns the name for callers of p, if it is what this function was returned
// by a function that they know, and nothing else has become of it.
func (x *exporter) resultName(p path.Path) path.Path {
	call, ok := p.Root.Origin().(*ssa.Call)
	if !ok || p.Root.Kind != path.Site || p.Root.Index < unknownResult || call.Call.IsInvoke() || call.Call.StaticCallee() != nil {
		return path.Path{}
	}
	if n := p.Root.Index - unknownResult; n < call.Call.Signature().Results().Len() {
		if vals := x.f.val(call.Call.Value); len(vals) == 1 && vals[0].Root.Outside() {
			return vals[0].Path.Add(resultField + strconv.Itoa(n) + path.AnyReceived + p.Sel).Generalize()
		}
	}
	return path.Path{}
}

// handedOn returns the name for callers of p, a result of this function, if the function
// does no more with it than to return it.
func (x *exporter) handedOn(p path.Path) path.Path {
	if slices.ContainsFunc(x.f.records, func(r *record) bool { return hasRoot(r.raw, p.Root) }) {
		return path.Path{}
	}
	return x.resultName(p)
}

// cutResult splits sel around the selectors of a result, of which it returns the index.
func cutResult(sel string) (fn string, n int, rest string, ok bool) {
	fn, rest, ok = strings.Cut(sel, resultField)
	if !ok {
		return "", 0, "", false
	}
	index, rest, ok := strings.Cut(rest, path.AnyReceived)
	n, err := strconv.Atoi(index)
	return fn, n, rest, ok && err == nil && n >= 0
}

// resolve returns the values that a ref leads to in s.
func (f *frame) resolve(s *state, r ref) path.Set {
	fn, n, rest, ok := cutResult(r.sel)
	if !ok {
		return s.heap.Walk(r.v, r.sel)
	}
	var out path.Set
	for _, v := range s.heap.Walk(r.v, fn) {
		if vals, known := f.returned(s, v, n); known {
			for _, w := range vals {
				out = out.Plus(s.heap.Walk(w, rest)...)
			}
		} else if v.Root.Outside() {
			out = out.Plus(path.Value{Path: v.Path.Add(r.sel[len(fn):])})
		}
	}
	return out
}

// returned returns those of the values that function value v has as result n that are no
// other in the next call, and whether the function is known.
func (f *frame) returned(s *state, v path.Value, n int) (path.Set, bool) {
	if f.returning > maxReturning {
		return nil, true
	}
	f.returning++
	defer func() { f.returning-- }()
	targets, known := f.valueTarget(s, v, nil)
	var out path.Set
	for _, t := range targets {
		if t.sum == nil || n >= len(t.sum.Results) {
			continue
		}
		b := &binding{target: t}
		for _, w := range t.sum.Results[n] {
			if w.Root.Kind == path.Param || w.Root.Kind == path.Fresh {
				continue
			}
			for _, x := range f.values(s, b, w) {
				if !strings.Contains(x.Sel, path.AnyReceived) {
					x.Again = true
					out = out.Plus(x)
				}
			}
		}
	}
	return out, known
}
