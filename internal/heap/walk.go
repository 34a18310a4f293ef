package heap

import (
	"sort"
	"strings"

	"github.com/streamvet/streamvet/internal/path"
)

// LeadsNowhere reports whether a location on the way that p goes surely holds
// nothing.
func (h *Heap) LeadsNowhere(p path.Path) bool {
	o := h.objects[p.Root]
	if o == nil {
		return false
	}
	for rest := p.Sel; rest != ""; {
		_, rest = path.Cut(rest)
		if s, ok := o.fields[p.Sel[:len(p.Sel)-len(rest)]]; ok && len(s) == 0 && rest != "" {
			return true
		}
	}
	return false
}

// Through returns vals, which were reached from v, as reached through the element
// in which v was found.
func Through(v path.Value, vals path.Set) path.Set {
	if v.Via.IsZero() {
		return vals
	}
	return vals.Map(func(w path.Value) path.Value {
		if w.Via.IsZero() {
			w.Via, w.Elem, w.Again, w.Spread = v.Via, v.Elem, v.Again, v.Spread
		} else if rest, ok := path.After(w.Via.Sel, v.Sel); ok && w.Via.Root == v.Root {
			// An element of an element, as in a matrix.
			if via := v.Via.Add(rest); !via.IsZero() {
				w.Via, w.Again = via, w.Again || v.Again
			}
		}
		return w
	})
}

// Resolve returns the values that a path leads to: it follows the selectors of p
// one by one through what the locations on the way hold.
func (h *Heap) Resolve(p path.Path) path.Set {
	return h.Walk(path.Value{Path: path.Of(p.Root)}, p.Sel)
}

// Walk returns the values that sel leads to from v.
func (h *Heap) Walk(v path.Value, sel string) path.Set {
	cur := path.Set{v}
	if v.Root.Kind == path.Global && v.Sel == "" && !v.Addr && (sel == "" || sel[0] != '*') {
		cur = h.Load(v.Path)
	}
	for sel != "" {
		var first string
		first, sel = path.Cut(sel)
		var next path.Set
		for _, c := range cur {
			next = next.Plus(Through(c, h.Load(c.Select(first)))...)
		}
		cur = next
	}
	return cur
}

// Streams returns what vals are as streams: a wrapper whose embedded stream is
// known is that stream.
func (h *Heap) Streams(vals path.Set) path.Set {
	var out path.Set
	for _, v := range vals {
		out = out.Plus(h.stream(v, 0)...)
	}
	return out
}

func (h *Heap) stream(v path.Value, depth int) path.Set {
	v.Path, v.Addr = v.TrimStream(), false
	o := h.objects[v.Root]
	if o == nil || depth > 4 {
		return path.Set{v}
	}
	var keys []string
	for k := range o.fields {
		if strings.HasPrefix(k, v.Sel) && len(k) > len(v.Sel) && k[len(v.Sel)] == '^' {
			if _, rest := path.Cut(k[len(v.Sel):]); rest == "" {
				keys = append(keys, k)
			}
		}
	}
	sort.Strings(keys)
	var out path.Set
	for _, k := range keys {
		for _, w := range Through(v, o.fields[k]) {
			if w.TrimStream() == v.Path {
				continue
			}
			out = out.Plus(h.stream(w, depth+1)...)
		}
	}
	if out == nil {
		return path.Set{v}
	}
	return out
}
