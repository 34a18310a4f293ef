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
		v.Path, v.Owned = x.name(v.Path), path.Path{}
		out = out.Plus(v)
	}
	return out
}

// holdersOf returns the locations in h that hold p, or what p is a part of: those that
// are nearest to p first.
func holdersOf(h *heap.Heap, p path.Path) []holder {
	var out []holder
	h.Each(func(loc path.Path, vals path.Set) {
		for i := range vals {
			if v := &vals[i].Path; v.Root == p.Root && *v != loc {
				if rest, ok := path.After(p.Sel, v.Sel); ok {
					out = append(out, holder{loc, rest})
				}
			}
		}
	})
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
	for _, by := range holdersOf(h, p) {
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
