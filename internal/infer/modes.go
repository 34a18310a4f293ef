package infer

import (
	"cmp"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A mode is a field by which one goroutine keeps track of what it has started: a boolean,
// something that may be nil, or one of a few constants. What is known of it is a
// condition as that of a register is, and guards what is live: what was started in one
// mode isn't running where the field tells of another. Unlike a register it changes. So
// what is known of it is forgotten when it is set, and when a function is called that may
// set it.

// A mode is what the package does with a field.
type mode struct {
	consts  []string // what it is compared with or given: constants, "true", "nil"
	writers map[*ssa.Function]bool
	bad     bool // its address goes elsewhere
}

// maxModeConsts bounds how many constants a mode has.
const maxModeConsts = 8

// modes has the modes of a package, and who calls whom.
type modes struct {
	of      map[*types.Var]*mode
	callers map[*ssa.Function][]caller
	escapes map[*ssa.Function]bool // used as values, or behind interfaces
	writes  map[*ssa.Function]map[*types.Var]bool
	allowed map[allowedKey]bool
	others  map[*ssa.Function]bool // see elsewhere
}

type caller struct {
	fn      *ssa.Function
	spawned bool
}

type allowedKey struct {
	m  *mode
	fn *ssa.Function
}

func newModes() *modes {
	return &modes{
		of: map[*types.Var]*mode{}, callers: map[*ssa.Function][]caller{}, escapes: map[*ssa.Function]bool{},
		writes: map[*ssa.Function]map[*types.Var]bool{}, allowed: map[allowedKey]bool{},
	}
}

// look notes what instruction i of fn does with modes and functions.
func (c *modes) look(p *Package, fn *ssa.Function, i ssa.Instruction) {
	switch i := i.(type) {
	case *ssa.FieldAddr:
		c.lookAt(p, fn, i)
	case *ssa.Store:
		if s, ok := i.Val.Type().Underlying().(*types.Struct); ok {
			for v := range s.Fields() {
				c.mode(v.Origin()).bad = true
			}
		}
	case *ssa.MakeInterface:
		c.box(p, i)
	}
	call, isCall := i.(ssa.CallInstruction)
	if isCall {
		if callee := call.Common().StaticCallee(); callee != nil {
			_, spawned := i.(*ssa.Go)
			c.callers[origin(callee)] = append(c.callers[origin(callee)], caller{origin(fn), spawned})
		}
	}
	var operands [8]*ssa.Value
	for _, v := range i.Operands(operands[:0]) {
		if v == nil || isCall && *v == call.Common().Value {
			continue
		}
		switch x := (*v).(type) {
		case *ssa.Function:
			if _, isClosure := i.(*ssa.MakeClosure); !isClosure {
				c.escapes[origin(x)] = true
			}
		case *ssa.MakeClosure:
			c.escape(p, x.Fn.(*ssa.Function))
		}
	}
}

// escape notes that fn, a function literal or a bound method, is used as a value.
func (c *modes) escape(p *Package, fn *ssa.Function) {
	c.escapes[fn] = true
	if obj, ok := fn.Object().(*types.Func); ok && obj.Pkg() == p.Types {
		if m := p.SSA.Prog.FuncValue(obj.Origin()); m != nil {
			c.escapes[m] = true
		}
	}
}

// box notes that the methods of what i converts to an interface may be called by it.
func (c *modes) box(p *Package, i *ssa.MakeInterface) {
	iface, ok := i.Type().Underlying().(*types.Interface)
	n := named(i.X.Type())
	if !ok || n == nil || n.Obj().Pkg() != p.Types {
		return
	}
	for m := range iface.Methods() {
		obj, _, _ := types.LookupFieldOrMethod(i.X.Type(), true, p.Types, m.Name())
		if fn, ok := obj.(*types.Func); ok {
			if m := p.SSA.Prog.FuncValue(fn.Origin()); m != nil {
				c.escapes[m] = true
			}
		}
	}
}

func (c *modes) mode(v *types.Var) *mode {
	m := c.of[v]
	if m == nil {
		m = &mode{writers: map[*ssa.Function]bool{}}
		c.of[v] = m
	}
	return m
}

// lookAt notes what fn does with a field.
func (c *modes) lookAt(p *Package, fn *ssa.Function, a *ssa.FieldAddr) {
	v := fieldOf(a.X.Type(), a.Field)
	if v == nil || v.Exported() || v.Pkg() != p.Types || !canBeMode(v.Type()) {
		return
	}
	m := c.mode(v)
	for _, r := range *a.Referrers() {
		switch r := r.(type) {
		case *ssa.DebugRef:
		case *ssa.UnOp:
			for _, use := range *r.Referrers() {
				if cmp, ok := use.(*ssa.BinOp); ok {
					m.compared(cmp)
				}
			}
			if isBoolean(r.Type()) {
				m.add("true")
			}
		case *ssa.Store:
			if r.Addr != a {
				m.bad = true
			}
			m.add(constOf(r.Val))
			if !inLiteral(a, r) {
				m.writers[origin(fn)] = true
			}
		default:
			m.bad = true
		}
	}
}

// canBeMode reports whether a field of type t can tell a mode.
func canBeMode(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&(types.IsInteger|types.IsString) != 0 {
		_, named := types.Unalias(t).(*types.Named)
		return named // an enumeration
	}
	return canBeFlag(t)
}

// constOf returns the name of what v is, if it is a constant.
func constOf(v ssa.Value) string {
	c, ok := v.(*ssa.Const)
	switch {
	case !ok:
		return ""
	case c.Value == nil:
		return "nil"
	case isBoolean(c.Type()):
		return "true"
	}
	return c.Value.ExactString()
}

func (m *mode) add(name string) {
	if name != "" && !slices.Contains(m.consts, name) {
		m.consts = append(m.consts, name)
		slices.Sort(m.consts)
		m.bad = m.bad || len(m.consts) > maxModeConsts
	}
}

// compared notes the constant with which cmp compares.
func (m *mode) compared(cmp *ssa.BinOp) {
	m.add(constOf(cmp.X))
	m.add(constOf(cmp.Y))
}

// inLiteral reports whether st is a part of making the object of which a is a field.
func inLiteral(a *ssa.FieldAddr, st *ssa.Store) bool {
	object, ok := a.X.(*ssa.Alloc)
	if !ok || object.Comment != "complit" || object.Block() != st.Block() {
		return false
	}
	instrs := st.Block().Instrs
	between := instrs[slices.Index(instrs, ssa.Instruction(object)):slices.Index(instrs, ssa.Instruction(st))]
	return !slices.ContainsFunc(between, func(i ssa.Instruction) bool {
		_, isGo := i.(*ssa.Go)
		call, isCall := i.(*ssa.Call)
		return isGo || isCall && slices.Contains(call.Call.Args, ssa.Value(object))
	})
}

// set returns the fields that a call of fn may set, by itself or by what it mentions.
func (c *modes) set(fn *ssa.Function) map[*types.Var]bool {
	if known, ok := c.writes[fn]; ok {
		return known
	}
	seen := map[*ssa.Function]bool{fn: true}
	for work := []*ssa.Function{fn}; len(work) > 0; {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		for _, g := range mentioned(f) {
			if !seen[g] {
				seen[g] = true
				work = append(work, g)
			}
		}
	}
	out := map[*types.Var]bool{}
	for v, m := range c.of {
		for w := range m.writers {
			if seen[w] {
				out[v] = true
			}
		}
	}
	c.writes[fn] = out
	return out
}

// only reports whether fn is root, or is called in place by root alone, by itself or by
// others of which the same holds.
func (c *modes) only(fn, root *ssa.Function, seen map[*ssa.Function]bool) bool {
	if fn == root || seen[fn] {
		return true
	}
	seen[fn] = true
	if obj := declared(fn); c.escapes[fn] || len(c.callers[fn]) == 0 || obj != nil && isAPI(obj) {
		return false
	}
	return !slices.ContainsFunc(c.callers[fn], func(by caller) bool { return by.spawned || !c.only(by.fn, root, seen) })
}

// isAPI reports whether other packages can call a function by name.
func isAPI(obj *types.Func) bool {
	if !obj.Exported() {
		return false
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		return true
	}
	n := named(recv.Type())
	return n == nil || n.Obj().Exported()
}

// maxModeRoots bounds in how many functions the one is looked for that calls the others.
const maxModeRoots = 16

// elsewhere returns the functions that may run on a goroutine that the package starts, or
// whenever others call them as values.
func (c *modes) elsewhere() map[*ssa.Function]bool {
	if c.others != nil {
		return c.others
	}
	c.others = map[*ssa.Function]bool{}
	var work []*ssa.Function
	add := func(fn *ssa.Function) {
		if !c.others[fn] {
			c.others[fn] = true
			work = append(work, fn)
		}
	}
	for fn := range c.escapes {
		add(fn)
	}
	for fn, list := range c.callers {
		if slices.ContainsFunc(list, func(by caller) bool { return by.spawned }) {
			add(fn)
		}
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		for _, g := range mentioned(fn) {
			add(g)
		}
	}
	return c.others
}

// sequential reports whether no other goroutine sets the mode while fn runs: those that
// set it run on no goroutine of the package, or they and fn are called in place by one
// function.
func (c *modes) sequential(m *mode, fn *ssa.Function) bool {
	key := allowedKey{m, fn}
	if known, ok := c.allowed[key]; ok {
		return known
	}
	elsewhere := func() bool {
		for w := range m.writers {
			if c.elsewhere()[w] {
				return true
			}
		}
		return false
	}
	if !elsewhere() {
		c.allowed[key] = true
		return true
	}
	roots := []*ssa.Function{fn}
	for n := 0; n < len(roots) && len(roots) < maxModeRoots; n++ {
		for _, by := range c.callers[roots[n]] {
			if !by.spawned && !slices.Contains(roots, by.fn) {
				roots = append(roots, by.fn)
			}
		}
	}
	out := slices.ContainsFunc(roots, func(root *ssa.Function) bool {
		for w := range m.writers {
			if !c.only(w, root, map[*ssa.Function]bool{}) {
				return false
			}
		}
		return c.only(fn, root, map[*ssa.Function]bool{})
	})
	c.allowed[key] = out
	return out
}

// A place is a location that holds a mode.
type place struct {
	loc   path.Path
	field *types.Var
	mode  *mode
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
	p := place{pointee(vals[0], a.Type()), v, m}
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
	if !ok || load.Op != token.MUL || !nothingAfter(load) || load.Block() != b && !comparesOnly(b) {
		return true
	}
	p, ok := f.placeAt(load.X)
	if !ok {
		return true
	}
	for _, other := range p.mode.consts {
		if truth && other != name && !f.learnPlace(s, p, other, false) {
			return false
		}
	}
	return f.learnPlace(s, p, name, truth)
}

func (f *frame) learnPlace(s *state, p place, name string, truth bool) bool {
	if p.loc.Root.Outside() && !s.wrote[p.loc] {
		s.learn(p.key(modeEntry, name), truth)
	}
	return s.learn(p.key(modeNow, name), truth)
}

// comparesOnly reports whether a block does no more than to compare.
func comparesOnly(b *ssa.BasicBlock) bool {
	return !slices.ContainsFunc(b.Instrs, func(i ssa.Instruction) bool {
		switch i.(type) {
		case *ssa.BinOp, *ssa.If, *ssa.DebugRef:
			return false
		}
		return true
	})
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
	case canBeFlag(val.Type()):
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
	exit  []modeCond         // holds at all returns
	good  []modeCond         // holds at all returns where the function succeeds
	waits []modeWait
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
	m := &modeSummary{entry: map[int][]modeCond{}, gates: map[int][]modeWait{}}
	known := map[int]bool{}
	for _, r := range x.f.records {
		i, ok := at[r]
		if !ok {
			continue
		}
		conds, gates := x.f.conds(r.states, modeEntry), x.waitedIf(r.states)
		if known[i] {
			conds, gates = inBoth(m.entry[i], conds), inBoth(m.gates[i], gates)
		}
		m.entry[i], m.gates[i], known[i] = conds, gates, true
	}
	var states []*state
	for _, e := range x.f.exits {
		states = append(states, e.state)
	}
	m.exit = x.f.conds(states, modeNow)
	m.good = x.f.conds(x.f.exitsThat(func(e exit) bool { return e.ends != summary.OnFailure }), modeNow)
	m.waits = x.waitedIf(states)
	return m
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

// here returns the key of a condition of b's target in this function, or "".
func (f *frame) here(s *state, b *binding, c modeCond) (string, place) {
	loc := f.location(s, b, c.loc)
	if loc.IsZero() || strings.Contains(loc.Sel, "[") || !loc.Definite() || f.fn == nil || !f.pkg.look().modes.sequential(c.mode, origin(f.fn)) {
		return "", place{}
	}
	p := place{loc, c.field, c.mode}
	put(&f.places, loc.String(), p)
	return p.key(modeNow, c.name), p
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
		if key, _ := f.here(s, b, c); key != "" {
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
		key, _ := f.here(s, b, w.cond)
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
	for _, w := range waits {
		f.waitWhere(s, w)
		if p := f.places[w.place()]; p.loc.Root.Outside() && !s.wrote[p.loc] && w.token.Path.Root.Outside() {
			put(&s.waitedIf, w, true)
		}
	}
	if fn := f.pkg.functions[b.sum]; fn != nil {
		set := f.pkg.look().modes.set(fn)
		for _, p := range f.places {
			if set[p.field] {
				s.forgetPlace(p)
				put(&s.wrote, p.loc, true)
			}
		}
	}
	if m != nil {
		f.putModes(s, b, m.exit)
	}
}

// putModes lets s know conditions of b's target.
func (f *frame) putModes(s *state, b *binding, conds []modeCond) {
	for _, c := range conds {
		if key, _ := f.here(s, b, c); key != "" {
			put(&s.facts, key, c.value)
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
