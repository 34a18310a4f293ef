package infer

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/heap"
	"github.com/streamvet/streamvet/internal/path"
)

// holders maps a thing to the locations that hold it.
type holders map[path.Path][]path.Path

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

// holdersOf indexes a heap by what its locations hold.
func (x *exporter) holdersOf(h *heap.Heap) holders {
	if m, ok := x.index[h]; ok {
		return m
	}
	m := make(holders, h.Size())
	h.All(func(loc path.Path, vals path.Set) bool {
		for _, v := range vals {
			if v.Path != loc {
				m[v.Path] = append(m[v.Path], loc)
			}
		}
		return true
	})
	x.index[h] = m
	return m
}

// aliases returns the other paths by which callers can reach p in heap h.
func (x *exporter) aliases(h *heap.Heap, p path.Path, depth int) []path.Path {
	if depth > 3 || p.Root.Kind == path.Global && p.Sel == "" {
		return nil
	}
	m := x.holdersOf(h)
	if len(m) == 0 {
		return nil
	}
	key := aliasKey{h, p, depth}
	if known, ok := x.known[key]; ok {
		return known
	}
	put(&x.known, key, nil)
	out := x.findAliases(h, m, p, depth)
	x.known[key] = out
	return out
}

type aliasKey struct {
	h     *heap.Heap
	p     path.Path
	depth int
}

func (x *exporter) findAliases(h *heap.Heap, m holders, p path.Path, depth int) []path.Path {
	var out []path.Path
	for base, rest := p, ""; ; {
		for _, loc := range m[base] {
			if len(out) >= maxAliases {
				return uniquePaths(out)
			}
			q := loc.Add(rest)
			if q.IsZero() {
				continue
			}
			if n := x.name(q); !n.IsZero() {
				out = append(out, n)
			}
			if loc.Root.Kind == path.Site {
				out = append(out, x.aliases(h, q, depth+1)...)
			}
		}
		init, last := path.Last(base.Sel)
		if last == "" {
			break
		}
		base.Sel, rest = init, last+rest
	}
	return uniquePaths(out)
}

func uniquePaths(list []path.Path) []path.Path {
	slices.SortFunc(list, path.Compare)
	return slices.Compact(list)
}
