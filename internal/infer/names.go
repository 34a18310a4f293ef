package infer

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/heap"
	"github.com/streamvet/streamvet/internal/path"
)

// A holder is a location, and what leads from what it holds to what was asked for.
type holder struct {
	loc  path.Path
	rest string
}

// name returns p in the caller's terms, or the zero path.
func (x *exporter) name(p path.Path) path.Path {
	if hidden(p.Root) {
		if i, ok := x.escaped[p.Root]; ok {
			return path.Of(path.Root{Kind: path.Fresh, Index: i})
		}
		return path.Path{}
	}
	switch p.Root.Kind {
	case path.Param, path.Free, path.Global, path.Func:
		return p.Generalize()
	case path.Site:
		p.Root.Old = false
		if i, ok := x.escaped[p.Root]; ok {
			p.Root = path.Root{Kind: path.Fresh, Index: i}
			return p.Generalize()
		}
	}
	return path.Path{}
}

// hidden reports whether r is a function that other packages can't call by name.
func hidden(r path.Root) bool {
	if r.Kind != path.Func {
		return false
	}
	fn, ok := r.Origin().(*ssa.Function)
	if !ok {
		return false
	}
	obj := fn.Object()
	return fn.Parent() != nil || obj == nil || !obj.Exported() || fn.Signature.Recv() != nil
}

// values returns vals in the caller's terms.
func (x *exporter) values(vals path.Set) path.Set {
	var out path.Set
	for _, v := range vals {
		v = v.Thing()
		n := x.name(v.Path)
		if n.IsZero() {
			n = x.handedOn(v.Path)
		}
		v.Path, v.Owned = n, path.Path{}
		out = out.Plus(v)
	}
	return out
}

// holders are the locations of a heap from which callers can get at what they hold, by
// the roots of that.
type holders map[path.Root][]holding

// A holding is a location and one of the things that it may hold.
type holding struct {
	loc, held path.Path
}

// maxHolders is how many heaps' holders are kept: effects that follow one another
// look at the same few.
const maxHolders = 4 * maxStates

// holdersIn returns the holders of h.
func (x *exporter) holdersIn(h *heap.Heap) holders {
	if in, ok := x.holders[h]; ok {
		return in
	}
	in := holders{}
	reached := map[path.Root]bool{}
	var work []path.Root
	reach := func(r path.Root) {
		if !reached[r] {
			reached[r] = true
			work = append(work, r)
		}
	}
	h.EachRoot(func(r path.Root) {
		if !x.name(path.Of(r)).IsZero() {
			reach(r)
		}
	})
	for len(work) > 0 {
		r := work[len(work)-1]
		work = work[:len(work)-1]
		h.EachField(r, func(sel string, vals path.Set) {
			loc := path.Path{Root: r, Sel: sel}
			for i := range vals {
				if held := vals[i].Path; held != loc {
					in[held.Root] = append(in[held.Root], holding{loc, held})
					if held.Root.Kind == path.Site {
						reach(held.Root)
					}
				}
			}
		})
	}
	if len(x.holders) >= maxHolders {
		clear(x.holders)
	}
	put(&x.holders, h, in)
	return in
}

// of returns the locations that hold p, or what p is a part of: those that are nearest to
// p first.
func (in holders) of(p path.Path) []holder {
	var out []holder
	for _, h := range in[p.Root] {
		if rest, ok := path.After(p.Sel, h.held.Sel); ok {
			out = append(out, holder{h.loc, rest})
		}
	}
	slices.SortFunc(out, func(a, b holder) int {
		return cmp.Or(cmp.Compare(len(a.rest), len(b.rest)), path.Compare(a.loc, b.loc))
	})
	return out
}

// aliases returns the other paths by which callers can reach p in heap h.
func (x *exporter) aliases(h *heap.Heap, p path.Path, depth int) []path.Path {
	if depth > 3 || p.Root.Kind == path.Global && p.Sel == "" {
		return nil
	}
	key := aliasKey{h, p, depth}
	if known, ok := x.known[key]; ok {
		return known
	}
	put(&x.known, key, nil)
	out := x.findAliases(h, p, depth)
	x.known[key] = out
	return out
}

type aliasKey struct {
	h     *heap.Heap
	p     path.Path
	depth int
}

func (x *exporter) findAliases(h *heap.Heap, p path.Path, depth int) []path.Path {
	var out []path.Path
	for _, by := range x.holdersIn(h).of(p) {
		if len(out) >= maxAliases {
			break
		}
		q := by.loc.Add(by.rest)
		if q.IsZero() {
			continue
		}
		if n := x.name(q); !n.IsZero() {
			out = append(out, n)
		}
		if by.loc.Root.Kind == path.Site {
			out = append(out, x.aliases(h, q, depth+1)...)
		}
	}
	return uniquePaths(out)
}

func uniquePaths(list []path.Path) []path.Path {
	slices.SortFunc(list, path.Compare)
	return slices.Compact(list)
}
