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
	shared  bool // with another Heap: objects is copied before it is changed
}

// An object is what is known about the locations of one root. It is not changed
// once it is shared.
type object struct {
	fields map[string]path.Set
	shared bool
}

// Len returns the number of objects of which something is known.
func (h *Heap) Len() int { return len(h.objects) }

// Size returns the number of locations of which something is known.
func (h *Heap) Size() int {
	n := 0
	for _, o := range h.objects {
		n += len(o.fields)
	}
	return n
}

// Clone returns a copy of h.
func (h *Heap) Clone() Heap {
	h.shared = true
	return *h
}

// own makes objects h's own.
func (h *Heap) own() {
	if h.objects != nil && !h.shared {
		return
	}
	objects := make(map[path.Root]*object, len(h.objects)+1)
	for r, o := range h.objects {
		o.shared = true
		objects[r] = o
	}
	h.objects, h.shared = objects, false
}

func (h *Heap) writable(r path.Root) map[string]path.Set {
	h.own()
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
			out = h.copied(s, base, last, depth)
		}
	} else if last != "*" {
		out = h.ofCopy(base, last, depth)
	}
	if out == nil || loc.Root.Outside() {
		out = out.Plus(initial(loc)...)
	}
	return out
}

// ofCopy returns what the part sel of location base holds, if base is part of a copy of
// a struct, or is one: its fields are those of the original.
func (h *Heap) ofCopy(base path.Path, sel string, depth int) path.Set {
	for {
		if s, ok := h.get(base); ok {
			return h.copied(s, base, sel, depth)
		}
		init, last := path.Last(base.Sel)
		if last == "" || last[0] != '.' {
			return nil
		}
		base.Sel, sel = init, last+sel
	}
}

// copied returns what the part sel of the structs or arrays holds of which vals, in
// location base, are copies.
func (h *Heap) copied(vals path.Set, base path.Path, sel string, depth int) path.Set {
	var out path.Set
	for _, v := range spread(vals, base) {
		if v.Copy && v.Path != base {
			out = out.Plus(Through(v, h.load(v.Path.Add(sel), depth+1))...)
		}
	}
	return out
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
	_, all := o.fields[base.Sel+path.AnyElem]
	var keys []string
	for k := range o.fields {
		if all && known(k) {
			continue // what was stored there is in the unknown element too
		}
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
		if strings.HasSuffix(k, path.AnyElem) || known(want.Sel) && !known(k) && onlyIn(o, k, keys) {
			vals = found(vals, want)
		}
		out = out.Plus(spread(vals, want)...)
	}
	return out
}

// onlyIn reports whether what element k of an object holds, one thing, is in none of the
// other elements: whichever elements are looked at, one of them has it.
func onlyIn(o *object, k string, elements []string) bool {
	if len(o.fields[k]) != 1 {
		return false
	}
	v := o.fields[k][0]
	return !slices.ContainsFunc(elements, func(other string) bool {
		return other != k && slices.ContainsFunc(o.fields[other], func(w path.Value) bool { return w.Path == v.Path })
	})
}

// known reports whether sel ends with an element that goes by a name for now.
func known(sel string) bool {
	i := strings.LastIndexByte(sel, '[')
	return i >= 0 && sel[len(sel)-1] == ']' && (strings.HasPrefix(sel[i:], "[v:") || strings.HasPrefix(sel[i:], "[r:"))
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

// Alone calls yield with each location that holds one thing in h, and may hold another one
// once h has joined other, in no fixed order.
func (h *Heap) Alone(other *Heap, yield func(loc path.Path, v path.Value)) {
	for r, o := range h.objects {
		theirs := other.objects[r]
		if theirs == o || theirs == nil && !r.Outside() {
			continue
		}
		for k, s := range o.fields {
			if len(s) != 1 {
				continue
			}
			loc := path.Path{Root: r, Sel: k}
			t, ok := other.get(loc)
			if !ok && r.Outside() {
				t = initial(loc)
			}
			if len(s.Plus(t...)) > 1 {
				yield(loc, s[0])
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
		v.Path, v.Via, v.Elem, v.Owned = f(v.Path), f(v.Via), f(path.Of(v.Elem)).Root, f(v.Owned)
		return v
	}
	out := Heap{objects: make(map[path.Root]*object, len(h.objects))}
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
			vals := o.fields[k].Map(value)
			if loc != (path.Path{Root: r, Sel: k}) {
				vals = vals.Map(func(v path.Value) path.Value { return repeated(v, f) })
			}
			fields := out.writable(loc.Root)
			fields[loc.Sel] = fields[loc.Sel].Plus(vals...)
		}
	}
	return out
}

// repeated returns v, which is the same thing after renaming by f, as the location in
// which it is isn't: the one that has that name now may be given it as well.
func repeated(v path.Value, f func(path.Path) path.Path) path.Value {
	if v.Spread && f(v.Path) == v.Path {
		v.Again = true
	}
	return v
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

// EachRoot calls yield with each root of which something is known, in no fixed order.
func (h *Heap) EachRoot(yield func(r path.Root)) {
	for r := range h.objects {
		yield(r)
	}
}

// EachField is Fields in no fixed order.
func (h *Heap) EachField(r path.Root, yield func(sel string, vals path.Set)) {
	if o := h.objects[r]; o != nil {
		for k, vals := range o.fields {
			yield(k, vals)
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
