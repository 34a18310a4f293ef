package path

import "slices"

// Value is what a variable may hold: the thing that a path names, or the
// address of the location that a path names.
type Value struct {
	Path
	Addr bool   // the address of location Path
	Copy bool   // a copy of the struct or array at Path, in the location that holds the value
	Dyn  string // the dynamic type, if it is known, as types.TypeString writes it

	// Via is the element of a container in which the value was found, or through
	// which it was reached, if it is not known which object is in which element;
	// Elem is the object that was in the element itself. Two elements hold two
	// objects, unless an object was stored Again. Outside of containers Again says
	// that the element that holds the value isn't the only one.
	Via   Path
	Elem  Root
	Again bool

	// Spread says that what is in Via was stored once, in one of several locations, so
	// that it is in one of them only.
	Spread bool

	// Owned is the field that holds the value, if it is one that only ever holds what
	// was made for its object: no other object holds the same, wherever it is found.
	Owned Path
}

// MaxSet bounds the size of a Set; a larger one is cut, which loses reports but
// makes no false ones.
const MaxSet = 12

// Set is a small set of values. The nil Set says that nothing is known.
type Set []Value

// Has reports whether s contains v.
func (s Set) Has(v Value) bool { return slices.Contains(s, v) }

// Plus returns the union of s and vs. It doesn't change s, and may return vs.
func (s Set) Plus(vs ...Value) Set {
	if len(s) == 0 && isSet(vs) {
		return slices.Clip(vs)
	}
	owned := false
	for i, v := range vs {
		if v.IsZero() || s.Has(v) || len(s) >= MaxSet {
			continue
		}
		if !owned {
			s, owned = append(make(Set, 0, min(len(s)+len(vs)-i, MaxSet)), s...), true
		}
		s = append(s, v)
	}
	return s
}

// isSet reports whether vs are a Set as they are.
func isSet(vs []Value) bool {
	if len(vs) > MaxSet {
		return false
	}
	for i := range vs {
		if vs[i].IsZero() || slices.Contains(vs[:i], vs[i]) {
			return false
		}
	}
	return len(vs) > 0
}

// Equal reports whether two sets have the same elements.
func (s Set) Equal(t Set) bool {
	if len(s) != len(t) {
		return false
	}
	for _, v := range s {
		if !t.Has(v) {
			return false
		}
	}
	return true
}

// Map returns the set of f of each element, without those that f drops by
// returning the zero Value.
func (s Set) Map(f func(Value) Value) Set {
	for i, v := range s {
		if w := f(v); w != v {
			out := append(make(Set, 0, len(s)), s[:i]...)
			for _, v := range s[i:] {
				if w := f(v); !w.IsZero() && !out.Has(w) {
					out = append(out, w)
				}
			}
			return out
		}
	}
	return s
}

// Select returns the location that sel leads to from v: the variable itself if
// v is an address and sel is a dereference.
func (v Value) Select(sel string) Path {
	if v.Addr {
		if first, rest := Cut(sel); first == "*" {
			return v.Path.Add(rest)
		}
	}
	return v.Path.Add(sel)
}

// MayBe reports whether v and w may be the same object. Many reports whether a
// root stands for several objects, as one that is created in a loop does.
func MayBe(v, w Value, many func(Root) bool) bool {
	if !MayAlias(v.Path, w.Path) {
		return false
	}
	if !v.Owned.IsZero() && !w.Owned.IsZero() && !MayAlias(v.Owned, w.Owned) {
		return false
	}
	if v.Via.IsZero() || w.Via.IsZero() || v.Again || w.Again || MayAlias(v.Via, w.Via) {
		return true
	}
	// Two elements of one container, or elements of two; or two locations that don't
	// hold one thing. They lead to two objects if there are as many of those as of what
	// is in the elements.
	if v.Spread != w.Spread || !v.Spread && v.Via.Root != w.Via.Root {
		return true
	}
	return many(v.Elem) && !many(v.Root)
}

// Place returns the field that owns v, or else v's name.
func (v Value) Place() Path {
	if !v.Owned.IsZero() {
		return v.Owned
	}
	return v.Path
}

// Thing returns v without what is only known about how it was found.
func (v Value) Thing() Value {
	v.Via, v.Elem, v.Again, v.Spread = Path{}, Root{}, false, false
	return v
}
