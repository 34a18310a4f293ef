package path

import (
	"strconv"
	"strings"
)

// MayAlias reports whether a and b may name the same thing, given that
// different roots are different things and that a path without an unknown
// element names one thing.
func MayAlias(a, b Path) bool {
	return !a.IsZero() && a.Root == b.Root && selMayAlias(a.Sel, b.Sel)
}

func selMayAlias(a, b string) bool {
	for a != "" && b != "" {
		var x, y string
		x, a = Cut(a)
		y, b = Cut(b)
		if x == y && x != AnyReceived {
			continue
		}
		if x[0] != '[' || y[0] != '[' || !elemMayAlias(x, y) {
			return false
		}
	}
	return a == b
}

// elemMayAlias compares two different selectors of elements.
func elemMayAlias(x, y string) bool {
	switch {
	case strings.HasPrefix(x, "[k:") && strings.HasPrefix(y, "[k:"):
		return false // two different constants
	case received(x) && received(y):
		return false
	case strings.HasPrefix(x, "[v:") && strings.HasPrefix(y, "[v:"):
		// An element and that of an earlier iteration are two.
		return strings.TrimSuffix(x, "']") != strings.TrimSuffix(y, "]") &&
			strings.TrimSuffix(y, "']") != strings.TrimSuffix(x, "]")
	}
	return true
}

// Given returns p with what was received replaced by an unknown element: whoever
// receives it next has it as well.
func (p Path) Given() Path {
	return p.mapSel(func(sel string) string {
		if received(sel) {
			return AnyElem
		}
		return sel
	})
}

// HasReceived reports whether p goes through something that was received.
func HasReceived(p Path) bool {
	return strings.Contains(p.Sel, AnyReceived) || strings.Contains(p.Sel, "[r:")
}

func received(x string) bool { return x == AnyReceived || strings.HasPrefix(x, "[r:") }

// MustAlias reports whether a and b surely name the same single thing, given
// that they are equal wherever they name a known element.
func MustAlias(a, b Path) bool {
	return a == b && a.Definite()
}

// Definite reports whether p names a single thing during one run of its function.
func (p Path) Definite() bool {
	return !p.IsZero() && !p.Root.Old && !strings.Contains(p.Sel, AnyElem) && !strings.Contains(p.Sel, AnyReceived) &&
		!strings.Contains(p.Sel, "']")
}

// Generalize returns p with every element that only this function can name
// replaced by an unknown one.
func (p Path) Generalize() Path {
	if !strings.Contains(p.Sel, "[v:") && !strings.Contains(p.Sel, "[r:") {
		return p
	}
	return p.mapSel(func(sel string) string {
		switch {
		case strings.HasPrefix(sel, "[v:"):
			return AnyElem
		case strings.HasPrefix(sel, "[r:"):
			return AnyReceived
		}
		return sel
	})
}

// Specialize returns p with every unknown element called by the name of the SSA
// value that leads to it.
func (p Path) Specialize(name string) Path {
	if !strings.Contains(p.Sel, AnyElem) {
		return p
	}
	p.Sel = strings.ReplaceAll(p.Sel, AnyElem, "[v:"+name+"]")
	return p
}

// Bind returns sel with the elements that parameters and captured variables
// select replaced by what elem returns for them, or by unknown ones.
func Bind(sel string, elem func(kind Kind, i int) string) string {
	if !strings.Contains(sel, "[p:") && !strings.Contains(sel, "[f:") {
		return sel
	}
	p := Path{Sel: sel}.mapSel(func(sel string) string {
		kind := Param
		rest, ok := strings.CutPrefix(sel, "[p:")
		if !ok {
			kind = Free
			rest, ok = strings.CutPrefix(sel, "[f:")
		}
		if !ok {
			return sel
		}
		if i, err := strconv.Atoi(strings.TrimSuffix(rest, "]")); err == nil {
			if e := elem(kind, i); e != "" {
				return e
			}
		}
		return AnyElem
	})
	return p.Sel
}

// mapSel returns p with f applied to each selector.
func (p Path) mapSel(f func(string) string) Path {
	var b strings.Builder
	for rest := p.Sel; rest != ""; {
		var first string
		first, rest = Cut(rest)
		b.WriteString(f(first))
	}
	p.Sel = b.String()
	return p
}

// Loop tells which values and sites belong to a loop.
type Loop interface {
	HasSite(instr any) bool // the loop contains this creation site
	HasValue(name string) bool
	Varies(name string) bool // value name is another one in each iteration
}

// NextIteration returns p as seen from the next iteration of l.
func (p Path) NextIteration(l Loop) Path {
	if p.Root.Kind == Site && !p.Root.Old && l.HasSite(p.Root.site) {
		p.Root.Old = true
	}
	if !strings.Contains(p.Sel, "[v:") && !strings.Contains(p.Sel, "[r:") {
		return p
	}
	return p.mapSel(func(sel string) string {
		if name, ok := strings.CutPrefix(sel, "[r:"); ok {
			if l.HasValue(strings.TrimSuffix(name, "]")) {
				return AnyReceived
			}
			return sel
		}
		name, ok := strings.CutPrefix(sel, "[v:")
		if !ok {
			return sel
		}
		name = strings.TrimSuffix(name, "]")
		base := strings.TrimSuffix(name, "'")
		switch {
		case !l.HasValue(base):
			return sel
		case l.Varies(base):
			return "[v:" + base + "']"
		}
		return AnyElem
	})
}

// Enter returns p as seen inside l, which is entered anew: its elements are no
// longer those that an earlier run of the loop has gone through.
func (p Path) Enter(l Loop) Path {
	if !strings.Contains(p.Sel, "[v:") {
		return p
	}
	return p.mapSel(func(sel string) string {
		name, ok := strings.CutPrefix(sel, "[v:")
		if ok && l.HasValue(strings.TrimSuffix(strings.TrimSuffix(name, "]"), "'")) {
			return AnyElem
		}
		return sel
	})
}
