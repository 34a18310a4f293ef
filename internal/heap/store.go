package heap

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/path"
)

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
	if loc.Sel != "" || loc.Root.Kind != path.Site {
		vals = vals.Map(moved)
	}
	if strings.HasPrefix(last, "[v:") || strings.HasPrefix(last, "[r:") {
		// The element is known by this name for now, by no name later.
		h.Store(path.Path{Root: loc.Root, Sel: init + path.AnyElem}, vals, false)
	}
	if !strong {
		old, ok := h.get(loc)
		if !ok && loc.Root.Outside() {
			old = initial(loc)
		} else if !ok && ofParameter(last) {
			old = h.elements(path.Path{Root: loc.Root, Sel: init}, last)
		}
		if last == path.AnyElem {
			h.storeEach(path.Path{Root: loc.Root, Sel: init}, vals)
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

// ofParameter reports whether sel is the element with a key that a parameter or a captured
// variable holds: it may be any of those that go by other names.
func ofParameter(sel string) bool {
	return strings.HasPrefix(sel, "[p:") || strings.HasPrefix(sel, "[f:")
}

// storeEach lets those elements of container base hold vals as well that some element of
// which no more is known may be.
func (h *Heap) storeEach(base path.Path, vals path.Set) {
	o := h.objects[base.Root]
	if o == nil {
		return
	}
	for _, k := range sortedKeys(o.fields) {
		if rest, ok := strings.CutPrefix(k, base.Sel); ok && ofParameter(rest) {
			if _, after := path.Cut(rest); after == "" {
				h.Store(path.Path{Root: base.Root, Sel: k}, vals, false)
			}
		}
	}
}

// moved returns v, which was found in one of several places, as it is in another one
// besides. What a local variable holds is not besides.
func moved(v path.Value) path.Value {
	if v.Spread && !v.Via.IsZero() {
		return v.Thing()
	}
	return v
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
