// Package heap is an abstract memory: what each location may hold at one point
// of a function. A location that was not written holds what it held when the
// function began, which bears the location's own name.
package heap

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/streamvet/streamvet/internal/path"
)

// Heap maps locations to what they may hold. It is a value: Clone shares the
// parts that neither copy changes. The zero Heap is empty.
type Heap struct {
	objects map[path.Root]*object
}

// An object is what is known about the locations of one root. It is not changed
// once it is shared.
type object struct {
	fields map[string]path.Set
	shared bool
}

// Len returns the number of objects of which something is known.
func (h *Heap) Len() int { return len(h.objects) }

// Clone returns a copy of h.
func (h *Heap) Clone() Heap {
	c := Heap{make(map[path.Root]*object, len(h.objects))}
	for r, o := range h.objects {
		o.shared = true
		c.objects[r] = o
	}
	return c
}

func (h *Heap) writable(r path.Root) map[string]path.Set {
	if h.objects == nil {
		h.objects = map[path.Root]*object{}
	}
	o := h.objects[r]
	if o == nil {
		o = &object{fields: map[string]path.Set{}}
		h.objects[r] = o
	} else if o.shared {
		o = &object{fields: maps.Clone(o.fields)}
		h.objects[r] = o
	}
	return o.fields
}

func (h *Heap) get(loc path.Path) (path.Set, bool) {
	o := h.objects[loc.Root]
	if o == nil {
		return nil, false
	}
	s, ok := o.fields[loc.Sel]
	return s, ok
}

// Load returns what location loc may hold.
func (h *Heap) Load(loc path.Path) path.Set {
	return h.load(loc, 0)
}

func (h *Heap) load(loc path.Path, depth int) path.Set {
	if loc.IsZero() || depth > path.MaxSelectors {
		return nil
	}
	if s, ok := h.get(loc); ok {
		return spread(s, loc)
	}
	init, last := path.Last(loc.Sel)
	if last == "" {
		return initial(loc)
	}
	base := path.Path{Root: loc.Root, Sel: init}
	var out path.Set
	if last[0] == '[' {
		out = h.elements(base, last)
		if s, ok := h.get(base); ok && out == nil {
			for _, v := range s {
				if v.Copy && v.Path != base {
					out = out.Plus(h.load(v.Path.Add(last), depth+1)...)
				}
			}
		}
	} else if s, ok := h.get(base); ok && last != "*" {
		// base holds a copy of a struct: its fields are those of the original.
		for _, v := range s {
			if !v.Copy || v.Path == base {
				continue
			}
			out = out.Plus(h.load(v.Path.Add(last), depth+1)...)
		}
	}
	if out == nil || loc.Root.Outside() {
		out = out.Plus(initial(loc)...)
	}
	return out
}

// spread marks those of vals that are in one of several locations as found in loc.
func spread(vals path.Set, loc path.Path) path.Set {
	return vals.Map(func(v path.Value) path.Value {
		if v.Spread && v.Via.IsZero() {
			v.Via, v.Elem = loc, v.Root
		}
		return v
	})
}

// StoreOne lets one of several locations hold vals, whichever it is. If strong is
// set, none of them holds what it held before.
func (h *Heap) StoreOne(locs []path.Path, vals path.Set, strong bool) {
	for _, loc := range locs {
		old, _ := h.get(loc)
		h.Store(loc, vals.Map(func(v path.Value) path.Value {
			// What is there already, or is known to be in an element, may be in both.
			again := slices.ContainsFunc(old, func(w path.Value) bool { return w.Path == v.Path })
			v.Again = v.Again || again
			v.Spread = v.Via.IsZero()
			return v
		}), strong)
	}
}

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

// initial is what a location holds before it is written here: its own name, if
// it exists outside of the function, or may be reached from a creation site that
// is another function's.
func initial(loc path.Path) path.Set {
	return path.Set{{Path: loc}}
}

// elements returns what the elements of container base that sel may name hold.
func (h *Heap) elements(base path.Path, sel string) path.Set {
	o := h.objects[base.Root]
	if o == nil {
		return nil
	}
	want := path.Path{Root: base.Root, Sel: base.Sel + sel}
	var keys []string
	for k := range o.fields {
		if strings.HasPrefix(k, base.Sel) && len(k) > len(base.Sel) && k[len(base.Sel)] == '[' {
			if _, rest := path.Cut(k[len(base.Sel):]); rest == "" && path.MayAlias(path.Path{Root: base.Root, Sel: k}, want) {
				keys = append(keys, k)
			}
		}
	}
	sort.Strings(keys)
	var out path.Set
	for _, k := range keys {
		own := path.Path{Root: base.Root, Sel: k}
		// What the element held to begin with has its name, which is that of sel here.
		vals := o.fields[k].Map(func(v path.Value) path.Value {
			if v.Path == own && !v.Addr {
				return path.Value{}
			}
			return v
		})
		if strings.HasSuffix(k, path.AnyElem) {
			vals = found(vals, want)
		}
		out = out.Plus(vals...)
	}
	return out
}

// found marks values as found in element elem, of which it isn't known what it
// holds.
func found(vals path.Set, elem path.Path) path.Set {
	if elem.IsZero() || strings.HasSuffix(elem.Sel, path.AnyElem) {
		return vals
	}
	return vals.Map(func(v path.Value) path.Value {
		v.Via, v.Elem = elem, v.Root
		return v
	})
}

// Through returns vals, which were reached from v, as reached through the element
// in which v was found.
func Through(v path.Value, vals path.Set) path.Set {
	if v.Via.IsZero() {
		return vals
	}
	return vals.Map(func(w path.Value) path.Value {
		if w.Via.IsZero() {
			w.Via, w.Elem, w.Again = v.Via, v.Elem, v.Again
		} else if rest, ok := strings.CutPrefix(w.Via.Sel, v.Sel); ok && w.Via.Root == v.Root {
			// An element of an element, as in a matrix.
			if via := v.Via.Add(rest); !via.IsZero() {
				w.Via, w.Again = via, w.Again || v.Again
			}
		}
		return w
	})
}

// Store lets location loc hold vals: only those if loc is one location and
// strong is set, those as well otherwise.
func (h *Heap) Store(loc path.Path, vals path.Set, strong bool) {
	if loc.IsZero() {
		return
	}
	init, last := path.Last(loc.Sel)
	if !loc.Definite() {
		strong = false
	}
	if strings.HasPrefix(last, "[v:") || strings.HasPrefix(last, "[r:") {
		// The element is known by this name for now, by no name later.
		h.Store(path.Path{Root: loc.Root, Sel: init + path.AnyElem}, vals, false)
	}
	if !strong {
		old, ok := h.get(loc)
		if !ok && loc.Root.Outside() {
			old = initial(loc)
		}
		if strings.HasSuffix(last, path.AnyElem) {
			if vals = again(old, vals, loc); len(vals) == 0 {
				return
			}
		}
		sum := old.Plus(vals...)
		if ok && len(sum) == len(old) {
			return
		}
		vals = sum
	}
	fields := h.writable(loc.Root)
	if strong {
		for k := range fields {
			if strings.HasPrefix(k, loc.Sel) && len(k) > len(loc.Sel) && k[len(loc.Sel)] == '.' {
				delete(fields, k)
			}
		}
	}
	fields[loc.Sel] = vals
}

// RepeatOne is StoreOne for values that were stored there before, by what is the same
// store: only what is new is added.
func (h *Heap) RepeatOne(locs []path.Path, vals path.Set) {
	for _, loc := range locs {
		var added path.Set
		old, _ := h.get(loc)
		for _, v := range vals {
			if !slices.ContainsFunc(old, func(w path.Value) bool { return w.Path == v.Path && w.Addr == v.Addr }) {
				v.Spread = v.Spread || len(locs) > 1 && v.Via.IsZero()
				added = added.Plus(v)
			}
		}
		if len(added) > 0 {
			h.Store(loc, added, false)
		}
	}
}

// again returns vals, which are stored in elements of the container that holds
// old, with those marked that were stored before. What was taken out of the
// container and is put back isn't stored again.
func again(old, vals path.Set, loc path.Path) path.Set {
	init, _ := path.Last(loc.Sel)
	var out path.Set
	for _, v := range vals {
		if v.Root == loc.Root && strings.HasPrefix(v.Sel, init) && path.HasReceived(v.Path) {
			continue
		}
		if v.Via.Root == loc.Root && strings.HasPrefix(v.Via.Sel, init) && path.HasReceived(v.Via) {
			continue
		}
		for _, w := range old {
			if v.Spread && w.Spread {
				continue // one store, in one of several places
			}
			if w.Path == v.Path && (v.Via.IsZero() || w.Via.IsZero() || path.MayAlias(v.Via, w.Via)) {
				v.Again = true
			}
		}
		out = out.Plus(v)
	}
	return out
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
		for _, w := range o.fields[k] {
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

// Join adds to h what other holds. Where only one of them has written a location,
// the other one holds its initial value.
func (h *Heap) Join(other *Heap) {
	for r, o := range other.objects {
		mine := h.objects[r]
		if mine == o {
			continue
		}
		for k, s := range o.fields {
			loc := path.Path{Root: r, Sel: k}
			old, ok := h.get(loc)
			if !ok && r.Outside() {
				old = initial(loc)
			}
			sum := old.Plus(s...)
			if !ok || len(sum) != len(old) {
				h.writable(r)[k] = sum
			}
		}
	}
	for r, o := range h.objects {
		if !r.Outside() || other.objects[r] == o {
			continue
		}
		for k, s := range o.fields {
			loc := path.Path{Root: r, Sel: k}
			if _, ok := other.get(loc); !ok {
				if sum := s.Plus(initial(loc)...); len(sum) != len(s) {
					h.writable(r)[k] = sum
				}
			}
		}
	}
}

// Equal reports whether two heaps hold the same.
func (h *Heap) Equal(other *Heap) bool {
	if len(h.objects) != len(other.objects) {
		return false
	}
	for r, o := range h.objects {
		p := other.objects[r]
		if p == o {
			continue
		}
		if p == nil || len(p.fields) != len(o.fields) {
			return false
		}
		for k, s := range o.fields {
			if t, ok := p.fields[k]; !ok || !s.Equal(t) {
				return false
			}
		}
	}
	return true
}

// Rename returns h with every path mapped by f. Locations that f maps to one are
// joined.
func (h *Heap) Rename(f func(path.Path) path.Path) Heap {
	value := func(v path.Value) path.Value {
		v.Path, v.Via, v.Elem = f(v.Path), f(v.Via), f(path.Of(v.Elem)).Root
		return v
	}
	out := Heap{make(map[path.Root]*object, len(h.objects))}
	for _, r := range h.roots() {
		o := h.objects[r]
		same := f(path.Of(r)).Root == r
		if same {
			for k, s := range o.fields {
				if loc := (path.Path{Root: r, Sel: k}); f(loc) != loc || !s.Map(value).Equal(s) {
					same = false
					break
				}
			}
		}
		if same && out.objects[r] == nil {
			o.shared = true
			out.objects[r] = o
			continue
		}
		for _, k := range sortedKeys(o.fields) {
			loc := f(path.Path{Root: r, Sel: k})
			if loc.IsZero() {
				continue
			}
			fields := out.writable(loc.Root)
			fields[loc.Sel] = fields[loc.Sel].Plus(o.fields[k].Map(value)...)
		}
	}
	return out
}

func (h *Heap) roots() []path.Root {
	roots := make([]path.Root, 0, len(h.objects))
	for r := range h.objects {
		roots = append(roots, r)
	}
	slices.SortFunc(roots, func(a, b path.Root) int { return path.Compare(path.Of(a), path.Of(b)) })
	return roots
}

// All calls yield with each location that was written and what it may hold, in
// a fixed order.
func (h *Heap) All(yield func(loc path.Path, vals path.Set) bool) {
	for _, r := range h.roots() {
		o := h.objects[r]
		for _, k := range sortedKeys(o.fields) {
			if !yield(path.Path{Root: r, Sel: k}, o.fields[k]) {
				return
			}
		}
	}
}

// Fields calls yield with each location of one root that was written.
func (h *Heap) Fields(r path.Root, yield func(sel string, vals path.Set) bool) {
	o := h.objects[r]
	if o == nil {
		return
	}
	for _, k := range sortedKeys(o.fields) {
		if !yield(k, o.fields[k]) {
			return
		}
	}
}

func sortedKeys(m map[string]path.Set) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
