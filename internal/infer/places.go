package infer

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
)

// A place is a location that holds a mode.
type place struct {
	loc  path.Path
	mode *mode
}

// What is known of a place now, and was known of it when the function was called.
const (
	modeNow   = "@"
	modeEntry = "^"
)

func (p place) key(when, name string) string { return when + p.loc.String() + "=" + name }

// placeAt returns the place with address addr, if it is one that nobody else sets meanwhile.
func (f *frame) placeAt(addr ssa.Value) (place, bool) {
	a, ok := addr.(*ssa.FieldAddr)
	if !ok || f.fn == nil {
		return place{}, false
	}
	v := fieldOf(a.X.Type(), a.Field)
	all := f.pkg.look().modes
	m := all.of[v]
	if m == nil || m.bad || len(m.writers) == 0 {
		return place{}, false
	}
	vals := f.val(a)
	if len(vals) != 1 || !all.sequential(m, origin(f.fn)) {
		return place{}, false
	}
	p := place{pointee(vals[0], a.Type()), m}
	if !p.loc.Definite() || strings.Contains(p.loc.Sel, "[") || f.volatile(p.loc) {
		return place{}, false
	}
	put(&f.places, p.loc.String(), p)
	return p, true
}

// learnMode lets s be a state in which the field that v was read from is the constant name
// if truth is set, and isn't otherwise, and reports whether that can be. The value is used
// in block b, right after it was read.
func (f *frame) learnMode(s *state, v ssa.Value, name string, truth bool, b *ssa.BasicBlock) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || !nothingAfter(load) || load.Block() != b && !onlyCompares(b) {
		return true
	}
	p, ok := f.placeAt(load.X)
	if !ok {
		return true
	}
	return f.learnName(s, p, name, truth)
}

// learnName is learnPlace for a name of which it follows that the others aren't it: those of
// constants, other than that of a parameter.
func (f *frame) learnName(s *state, p place, name string, truth bool) bool {
	if truth && name[0] != '[' && p.mode != nil {
		for _, other := range p.mode.consts {
			if other != name && !f.learnPlace(s, p, other, false) {
				return false
			}
		}
	}
	return f.learnPlace(s, p, name, truth)
}

func (f *frame) learnPlace(s *state, p place, name string, truth bool) bool {
	if p.loc.Root.Outside() && !s.wrote[p.loc] {
		s.entry = true
		s.learn(p.key(modeEntry, name), truth)
	}
	return s.learn(p.key(modeNow, name), truth)
}

// setMode follows a store to a mode.
func (f *frame) setMode(s *state, addr, val ssa.Value) {
	p, ok := f.placeAt(addr)
	if !ok {
		return
	}
	s.forgetPlace(p)
	put(&s.wrote, p.loc, true)
	switch name := constOf(val); {
	case isBoolean(val.Type()):
		if v, known := f.truth(s, val); known {
			put(&s.facts, p.key(modeNow, "true"), v)
		}
	case isNilable(val.Type()):
		if v, known := isNilNow(s, val); known {
			put(&s.facts, p.key(modeNow, "nil"), v)
		}
	case name != "":
		for _, other := range p.mode.consts {
			put(&s.facts, p.key(modeNow, other), other == name)
		}
	}
}

// forgetPlace drops what is known of p now.
func (s *state) forgetPlace(p place) {
	now := modeNow + p.loc.String()
	s.forget(func(name string) bool { return name == now })
}

// forgetPlaceIf is forgetPlace if p may have been set, which it was only under the conditions:
// where others hold, what is running knows of p what it knew.
func (s *state) forgetPlaceIf(p place, conds map[string]bool) {
	if contradicts(conds, s.facts) {
		return
	}
	keep := map[string]map[string]bool{}
	for k, l := range s.live {
		if contradicts(conds, l.guard) {
			keep[k] = l.guard
		}
	}
	s.forgetPlace(p)
	for k, guard := range keep {
		s.live[k] = s.live[k].with(s.live[k].res, guard)
	}
}

// passed reports whether name is a condition on a place that is another one in the next
// iteration of l.
func (f *frame) passed(name string, l *loop) bool {
	loc, ok := strings.CutPrefix(name, modeNow)
	if !ok {
		return false
	}
	p := f.places[loc].loc
	return p.NextIteration(l) != p
}
