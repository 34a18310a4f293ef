package infer

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A function may do other things in one mode than in another: it starts something only
// where nothing was started, it waits only for what was. Callers in the package get to know
// that, and decide by what they know of the mode.

// A modeCond is a condition on a place in terms of the function that it was found in.
type modeCond struct {
	place
	name  string
	value bool
}

// modeSummary is what callers in the package have to know of the modes of a function.
type modeSummary struct {
	entry map[int][]modeCond // for effects by index: they happen only if this holds at the call
	gates map[int][]modeWait // the same: what was waited for before
	left  map[int][]modeCond // the same: holds at all returns at which they aren't over
	sets  []modeSet
	exit  []modeCond // holds at all returns
	good  []modeCond // holds at all returns where the function succeeds
	waits []modeWait
}

// A modeSet is a place that may be set, and the conditions at the call under which alone it is.
type modeSet struct {
	place
	conds []modeCond
}

// A modeWait is a token that was waited for if a condition has held at the call.
type modeWait struct {
	cond  modeCond
	token summary.Token
}

// conds returns what all states know of places, as it is now or was at the call.
func (f *frame) conds(states []*state, when string) []modeCond {
	if len(states) == 0 || len(f.places) == 0 {
		return nil
	}
	var out []modeCond
	for _, key := range slices.Sorted(maps.Keys(states[0].facts)) {
		rest, ok := strings.CutPrefix(key, when)
		if !ok {
			continue
		}
		loc, name, _ := strings.Cut(rest, "=")
		p, ok := f.places[loc]
		if value, agree := agreed(states, key); ok && agree && p.loc.Root.Outside() {
			out = append(out, modeCond{p, name, value})
		}
	}
	return out
}

// modes returns what callers have to know of the modes of x's function, whose effects the
// records are by their indices.
func (x *exporter) modes(at map[*record]int) *modeSummary {
	if len(x.f.places) == 0 {
		return nil
	}
	m := &modeSummary{entry: map[int][]modeCond{}, gates: map[int][]modeWait{}, left: map[int][]modeCond{}}
	known := map[int]bool{}
	for _, r := range x.f.records {
		i, ok := at[r]
		if !ok {
			continue
		}
		conds, gates, left := x.f.conds(r.states, modeEntry), x.waitedIf(r.states), x.leftIf(r)
		if known[i] {
			conds, gates, left = inBoth(m.entry[i], conds), inBoth(m.gates[i], gates), inBoth(m.left[i], left)
		}
		m.entry[i], m.gates[i], m.left[i], known[i] = conds, gates, left, true
	}
	m.sets = x.sets()
	var states []*state
	for _, e := range x.f.exits {
		states = append(states, e.state)
	}
	m.exit = x.f.conds(states, modeNow)
	m.good = x.f.conds(x.f.exitsThat(func(e exit) bool { return e.ends != summary.OnFailure }), modeNow)
	m.waits = x.waitedIf(states)
	return m
}

// leftIf returns what holds at all returns at which r isn't over.
func (x *exporter) leftIf(r *record) []modeCond {
	var states []*state
	for _, e := range x.f.exits {
		for _, l := range e.state.live {
			if l.src == r.src && x.f.recordOf(l) == r {
				states = append(states, &state{facts: l.conditions(e.state.facts)})
			}
		}
	}
	return x.f.conds(states, modeNow)
}

// sets returns the places that are set only under conditions.
func (x *exporter) sets() []modeSet {
	var out []modeSet
	for _, name := range slices.Sorted(maps.Keys(x.f.places)) {
		p := x.f.places[name]
		conds := x.f.conds(x.f.exitsThat(func(e exit) bool { return e.state.wrote[p.loc] }), modeEntry)
		if p.loc.Root.Outside() && len(conds) > 0 {
			out = append(out, modeSet{p, conds})
		}
	}
	return out
}

func inBoth[T comparable](a, b []T) []T {
	return slices.DeleteFunc(slices.Clone(a), func(x T) bool { return !slices.Contains(b, x) })
}

// An entryWait is a modeWait as a state has it: the condition by its name, without the mark.
type entryWait struct {
	key   string
	value bool
	token summary.Token
}

// place returns the name of the place that the condition is about.
func (w entryWait) place() string {
	loc, _, _ := strings.Cut(w.key, "=")
	return loc
}

// joinWaitedIf keeps what was waited for on both sides if a mode was another one at the
// call. That includes what was waited for on one side, and need not be on the other one.
func (s *state) joinWaitedIf(src *state) {
	found := map[entryWait]bool{}
	holds := func(in *state, w entryWait) bool {
		if in.waitedIf[w] || in.waited[w.token] {
			return true
		}
		v, ok := in.facts[modeEntry+w.key]
		return ok && v != w.value
	}
	sides := func(a, b *state) {
		for w := range a.waitedIf {
			if holds(b, w) {
				found[w] = true
			}
		}
		for key, v := range b.facts {
			rest, ok := strings.CutPrefix(key, modeEntry)
			if !ok {
				continue
			}
			for t := range a.waited {
				if !b.waited[t] && t.Path.Root.Outside() {
					found[entryWait{rest, !v, t}] = true
				}
			}
		}
	}
	sides(s, src)
	sides(src, s)
	if len(found) > 0 || len(s.waitedIf) > 0 {
		s.waitedIf = found
	}
}

// waits returns a copy of the parts of s that tell what was waited for.
func (s *state) waits() *state {
	return &state{heap: s.heap.Clone(), facts: maps.Clone(s.facts), waited: maps.Clone(s.waited), waitedIf: maps.Clone(s.waitedIf)}
}

// waitedIf returns what was waited for in all states if a mode was another one at the call.
func (x *exporter) waitedIf(states []*state) []modeWait {
	if len(states) == 0 {
		return nil
	}
	all := states[0].waits()
	for _, s := range states[1:] {
		all.joinWaitedIf(s)
		all.joinWaited(s)
		meet(all.facts, s.facts)
	}
	var out []modeWait
	for w := range all.waitedIf {
		_, name, _ := strings.Cut(w.key, "=")
		p, ok := x.f.places[w.place()]
		t := summary.Token{Kind: w.token.Kind, Path: x.name(w.token.Path)}
		if ok && !t.Path.IsZero() {
			out = append(out, modeWait{modeCond{p, name, w.value}, t})
		}
	}
	slices.SortFunc(out, func(a, b modeWait) int {
		return cmp.Or(compareTokens(a.token, b.token), path.Compare(a.cond.loc, b.cond.loc), strings.Compare(a.cond.name, b.cond.name))
	})
	return out
}

// boundName returns the name of what the mode in condition c of b's target is compared with,
// which may be the argument of the call, or "".
func (b *binding) boundName(c modeCond) string {
	if !strings.HasPrefix(c.name, "[p:") {
		return c.name
	}
	bound := path.Bind(c.name, b.elem)
	if k, ok := strings.CutPrefix(bound, "[k:"); ok {
		k = strings.TrimSuffix(k, "]")
		if c.mode.text {
			return strconv.Quote(k) // as constOf
		}
		return k
	}
	if !strings.HasPrefix(bound, "[p:") {
		return ""
	}
	return bound
}

// here returns the key of a condition of b's target in this function, or "".
func (f *frame) here(s *state, b *binding, c modeCond) string {
	loc, name := f.location(s, b, c.loc), b.boundName(c)
	if name == "" || loc.IsZero() || strings.Contains(loc.Sel, "[") || !loc.Definite() || f.fn == nil || c.mode != nil && !f.pkg.look().modes.sequential(c.mode, origin(f.fn)) {
		return ""
	}
	p := place{loc, c.mode}
	put(&f.places, loc.String(), p)
	return p.key(modeNow, name)
}

// onlyIf returns the conditions under which effect n of b's target happens, in terms of
// this function.
func (f *frame) onlyIf(s *state, b *binding, n int) map[string]bool {
	m := f.pkg.modes[b.sum]
	if m == nil {
		return nil
	}
	var out map[string]bool
	for _, c := range m.entry[n] {
		if key := f.here(s, b, c); key != "" {
			put(&out, key, c.value)
		}
	}
	return out
}

// instead notes that l, which instruction i has just started where conds hold, is running
// where nothing is that runs only where they don't.
func (s *state) instead(l *live, i ssa.Instruction, conds map[string]bool) {
	name := nameOf(i)
	if len(conds) == 0 || name == "" {
		return
	}
	key := name + "=started"
	mark := func(k string, o *live, v bool) {
		g := maps.Clone(o.guard)
		put(&g, key, v)
		s.live[k] = o.with(o.res, g)
	}
	for k, o := range s.live {
		if o == l {
			mark(k, o, true)
		} else if contradicts(conds, o.guard) {
			mark(k, o, false)
		}
	}
}

// contradicts reports whether a condition in one map has another value in the other.
func contradicts(a, b map[string]bool) bool {
	for k, v := range a {
		if w, ok := b[k]; ok && v != w {
			return true
		}
	}
	return false
}

// modeWaits returns what a call of b's target waits for if a mode is another one when it is
// called, which is now.
func (f *frame) modeWaits(s *state, b *binding) []entryWait {
	m := f.pkg.modes[b.sum]
	if m == nil {
		return nil
	}
	return f.hereAll(s, b, m.waits)
}

func (f *frame) hereAll(s *state, b *binding, waits []modeWait) []entryWait {
	var out []entryWait
	for _, w := range waits {
		key := f.here(s, b, w.cond)
		for _, t := range f.tokens(s, b, []summary.Token{w.token}, true) {
			if key != "" {
				out = append(out, entryWait{strings.TrimPrefix(key, modeNow), w.cond.value, t})
			}
		}
	}
	return out
}

// applyModes changes what s knows of modes as a call of b's target does, which has waited
// as modeWaits has told.
func (f *frame) applyModes(s *state, b *binding, waits []entryWait) {
	m := f.pkg.modes[b.sum]
	if len(f.places) == 0 && m == nil {
		return
	}
	s.either(waits)
	for _, w := range waits {
		f.waitWhere(s, w)
		if p := f.places[w.place()]; p.loc.Root.Outside() && !s.wrote[p.loc] && w.token.Path.Root.Outside() {
			s.entry = true
			put(&s.waitedIf, w, true)
		}
	}
	if fn := f.pkg.functions[b.sum]; fn != nil {
		only := f.setOnlyIf(s, b, m)
		for _, p := range f.places {
			if p.mode != nil && p.mode.sets.by(fn) {
				s.forgetPlaceIf(p, only[p.loc])
				put(&s.wrote, p.loc, true)
			}
		}
	}
	if m != nil {
		f.putModes(s, b, m.exit)
		f.guardLeft(s, b, m)
	}
}

// setOnlyIf returns under which conditions a call of b's target sets places, as far as there are any.
func (f *frame) setOnlyIf(s *state, b *binding, m *modeSummary) map[path.Path]map[string]bool {
	if m == nil {
		return nil
	}
	var out map[path.Path]map[string]bool
	for _, set := range m.sets {
		var conds map[string]bool
		for _, c := range set.conds {
			if key := f.here(s, b, c); key != "" {
				put(&conds, key, c.value)
			}
		}
		if loc := f.location(s, b, set.loc); !loc.IsZero() {
			put(&out, loc, conds)
		}
	}
	return out
}

// guardLeft notes of what the call of b's target has left running what holds where it is.
func (f *frame) guardLeft(s *state, b *binding, m *modeSummary) {
	for key, n := range b.started {
		l, ok := s.live[key]
		if !ok || l.several || len(m.left[n]) == 0 {
			continue
		}
		g := maps.Clone(l.guard)
		for _, c := range m.left[n] {
			if name := f.here(s, b, c); name != "" {
				put(&g, name, c.value)
			}
		}
		s.live[key] = l.with(l.res, g)
	}
}

// putModes lets s know conditions of b's target.
func (f *frame) putModes(s *state, b *binding, conds []modeCond) {
	for _, c := range conds {
		key := f.here(s, b, c)
		if key == "" {
			continue
		}
		f.learnName(s, f.places[placeOf(key)], b.boundName(c), c.value)
	}
}

// placeOf returns the name of the place that a condition on what is known now is about.
func placeOf(key string) string {
	loc, _, _ := strings.Cut(strings.TrimPrefix(key, modeNow), "=")
	return loc
}

// stoppedName is the condition on a timer that it was stopped before it ran its function.
const stoppedName = "stopped"

// learnStopped notes whether the timer with the given name was stopped in time. For
// callers that is a condition like those on modes: where it was, its function does not run;
// where it wasn't, it may be waited for.
func (f *frame) learnStopped(s *state, timer path.Path, stopped bool) {
	if !timer.Root.Outside() || strings.Contains(timer.Sel, "[") {
		return
	}
	p := place{loc: timer}
	put(&f.places, timer.String(), p)
	s.entry = true
	put(&s.facts, p.key(modeEntry, stoppedName), stopped)
}

// either lets s have waited for one of two tokens, whichever a condition asks for: what is
// over after both is over.
func (s *state) either(waits []entryWait) {
	for i, v := range waits {
		for _, w := range waits[i+1:] {
			if v.key != w.key || v.value == w.value {
				continue
			}
			for k, l := range s.live {
				if !l.several && summary.HasToken(l.eff.After, v.token) && summary.HasToken(l.eff.After, w.token) {
					delete(s.live, k)
				}
			}
		}
	}
}

// waitWhere lets s have waited as w says: what is live only under its condition is over if
// the token is signaled after it.
func (f *frame) waitWhere(s *state, w entryWait) {
	if v, ok := s.facts[modeNow+w.key]; ok && v == w.value {
		f.wait(s, w.token)
		return
	}
	for k, l := range s.live {
		if l.overIf(w) {
			delete(s.live, k)
		}
	}
}

// overIf reports whether l is over where w was waited for: its condition is one under which
// alone l is running.
func (l *live) overIf(w entryWait) bool {
	v, ok := l.guard[modeNow+w.key]
	return ok && v == w.value && !l.several && summary.HasToken(l.eff.After, w.token)
}

// A premise is what is known of the call that an effect is a part of: it happens only if
// conds hold, and when what waits tell of is over.
type premise struct {
	conds map[string]bool
	waits []entryWait
}

// premise returns what is known of effect n of b's target.
func (f *frame) premise(s *state, b *binding, n int) premise {
	p := premise{conds: f.onlyIf(s, b, n)}
	if m := f.pkg.modes[b.sum]; m != nil {
		p.waits = f.hereAll(s, b, m.gates[n])
	}
	return p
}

// rulesOut reports whether l isn't running where an effect with this premise happens.
func (p premise) rulesOut(l *live) bool {
	return contradicts(p.conds, l.guard) || slices.ContainsFunc(p.waits, l.overIf)
}
