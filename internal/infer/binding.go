package infer

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A ref is how an effect names something in this function: what sel leads to
// from a value. What it leads to can change as long as the effect is live.
type ref struct {
	v   path.Value
	sel string

	from ssa.Value // the variable that v, or what it is a part of, was read from, or nil
}

// An inst is an effect of a callee in terms of this function.
type inst struct {
	eff  summary.Effect
	refs []ref
	from int  // its index in the summary of the target
	name int  // 1 plus the index of the name of a call in the target of which it is an effect, or 0
	made bool // it acts on what the target itself has made, and given to others
	own  bool // it acts on nothing but what a function that the target calls has made

	worker source // the goroutine that runs it beside nothing else of its own

	// fn is the function behind a call of which this is an effect, as it was found in an
	// element of a container.
	fn path.Value

	// inner has the functions that were found behind calls of the target, from the
	// inside out, each with the index that the effect has in its summary.
	inner []level
}

// A level is a function that is called on the way to an effect.
type level struct {
	b    *binding
	from int
}

// A binding maps the roots of a callee's paths to values of this function.
type binding struct {
	target
	instr ssa.Instruction
	base  int // of the indices of objects that the callee creates

	// object stands for the object with index self that the callee creates, if it
	// isn't nil.
	object path.Set
	self   int

	// same has for each object that the callee creates the index of the one that
	// stands for it, if it isn't nil.
	same []int

	// from has the variables that the arguments and captured values were read from.
	fromParams, fromFrees []ssa.Value

	// started has the effects that it leaves running, by their keys, with their indices.
	started map[string]int

	// While its effects are instantiated: what was found out for one of them, which
	// the others ask for again.
	places  map[path.Path]path.Path
	signals map[signal][]path.Path
}

// A signal is a token of the callee that must, or may, stand for what is asked for.
type signal struct {
	summary.Token
	must bool
}

// from returns the variable that a root of the callee was read from, or nil.
func (b *binding) from(r path.Root) ssa.Value {
	list := b.fromParams
	if r.Kind == path.Free {
		list = b.fromFrees
	}
	if (r.Kind == path.Param || r.Kind == path.Free) && r.Index < len(list) {
		return list[r.Index]
	}
	return nil
}

// nested returns the base for target i of the call that is effect n of b's target, if
// depth other calls lead there.
func (b *binding) nested(n, depth, i int) int {
	return b.base + freshStep*(depth+1)*(i+1) + 7*n
}

// freshStep keeps apart the objects created by different targets of one call.
const freshStep = 64

// root returns the values that a root of the callee stands for.
func (b *binding) root(r path.Root) path.Set {
	switch r.Kind {
	case path.Param:
		if r.Index < len(b.params) {
			return b.params[r.Index].Vals
		}
	case path.Free:
		if r.Index < len(b.frees) {
			return b.frees[r.Index].Vals
		}
	case path.Global, path.Func:
		return path.Set{{Path: path.Of(r)}}
	case path.Fresh:
		if b.object != nil && r.Index == b.self {
			return b.object
		}
		return path.Set{site(b.instr, b.base+b.index(r.Index))}
	}
	return nil
}

// index returns the index of the object that stands for object k of the callee.
func (b *binding) index(k int) int {
	if k < len(b.same) {
		return b.same[k]
	}
	return k
}

// refs returns the names of p in this function.
func (b *binding) refs(p path.Path) []ref {
	var out []ref
	for _, v := range b.root(p.Root) {
		out = append(out, ref{v: v, sel: path.Bind(p.Sel, b.elem), from: b.from(p.Root)})
	}
	return out
}

// values returns the values that v, a value of the callee, stands for.
func (f *frame) values(s *state, b *binding, v path.Value) path.Set {
	var out path.Set
	v.Sel = path.Bind(v.Sel, b.elem)
	for _, w := range b.root(v.Root) {
		if v.Sel == "" && (!v.Addr || v.Root.Kind == path.Global) {
			if v.Root.Kind == path.Global && !v.Addr {
				out = out.Plus(s.heap.Load(w.Path)...)
				continue
			}
			w.Addr = w.Addr || v.Addr
			if v.Spread {
				w = w.Thing()
				w.Spread = true
			}
			if w.Dyn == "" {
				w.Dyn = v.Dyn
			}
			w.Again = w.Again || v.Again
			out = out.Plus(w)
			continue
		}
		if v.Addr {
			for _, loc := range s.locations(w, v.Sel) {
				out = out.Plus(path.Value{Path: loc, Addr: true, Dyn: v.Dyn})
			}
			continue
		}
		vals := f.resolve(s, ref{v: w, sel: v.Sel})
		if len(vals) == 0 && b.instr != nil && strings.Contains(v.Sel, resultField) {
			vals = path.Set{site(b.instr, b.base+unknownResult)} // another one in each call
		}
		for _, x := range vals {
			if x.Dyn == "" {
				x.Dyn = v.Dyn
			}
			out = out.Plus(x)
		}
	}
	return out
}

// set maps a set of values of the callee.
func (f *frame) valueSet(s *state, b *binding, vals path.Set) path.Set {
	var out path.Set
	for _, v := range vals {
		out = out.Plus(f.values(s, b, v)...)
	}
	return out
}

// locations returns the locations that sel leads to from v.
func (s *state) locations(v path.Value, sel string) []path.Path {
	init, last := path.Last(sel)
	if last == "" {
		return []path.Path{v.Path}
	}
	var out []path.Path
	for _, w := range s.heap.Walk(v, init) {
		if w.Copy && init != "" {
			// The parts of a copy are its own, whatever they hold.
			for _, own := range s.locations(v, init) {
				if own = own.Add(last); !hasPath(out, own) {
					out = append(out, own)
				}
			}
			continue
		}
		if loc := w.Select(last); !loc.IsZero() {
			out = append(out, loc)
		}
	}
	return out
}

// theLocation returns the one location that sel surely leads to from v, or the
// zero path.
func (s *state) theLocation(v path.Value, sel string) path.Path {
	if first, rest := path.Cut(sel); v.Addr && first == "*" && rest != "" {
		// A variable: what it holds goes by its own name.
		if vals := s.heap.Walk(v, first); len(vals) == 1 && !vals[0].Addr {
			return s.theLocation(vals[0], rest)
		}
	}
	init, _ := path.Last(sel)
	if init != "" && !v.Addr {
		// The element that a stream's name goes through is one that the heap doesn't know.
		some := strings.ReplaceAll(init, path.SameElem, path.AnyElem)
		p := v.Path.Add(some)
		if list := itself(p, s.heap.Walk(v, some)); len(list) == 1 && list[0] == p {
			return v.Path.Add(sel)
		}
	}
	if locs := s.locations(v, sel); len(locs) == 1 {
		return locs[0]
	}
	return path.Path{}
}

// itself returns the paths of vals, to which p has led, or p alone if it is among
// them: whatever a field holds, it is what the field holds. That is as good a name
// as long as the field is set only once, as those of locks and channels are.
func itself(p path.Path, vals path.Set) []path.Path {
	var out []path.Path
	for _, v := range vals {
		if v.Path == p {
			return []path.Path{p}
		}
		out = append(out, v.Path)
	}
	return out
}

// location returns the one location that p of the callee surely is, or the zero
// path.
func (f *frame) location(s *state, b *binding, p path.Path) path.Path {
	if loc, ok := b.places[p]; ok {
		return loc
	}
	var loc path.Path
	if roots := b.root(p.Root); len(roots) == 1 {
		loc = s.theLocation(roots[0], path.Bind(p.Sel, b.elem))
	}
	if b.places != nil {
		b.places[p] = loc
	}
	return loc
}

// tokens maps tokens of the callee. Those that must stand for one thing and
// don't are dropped; those that may stand for all that they stand for.
func (f *frame) tokens(s *state, b *binding, list []summary.Token, must bool) []summary.Token {
	var out []summary.Token
	for _, t := range list {
		for _, p := range f.signaled(s, b, signal{t, must}) {
			if !p.IsZero() {
				out = append(out, summary.Token{Kind: t.Kind, Path: p})
			}
		}
	}
	return out
}

// signaled returns what a token of the callee stands for.
func (f *frame) signaled(s *state, b *binding, t signal) []path.Path {
	if paths, ok := b.signals[t]; ok {
		return paths
	}
	paths := f.findSignaled(s, b, t)
	if b.signals != nil {
		b.signals[t] = paths
	}
	return paths
}

func (f *frame) findSignaled(s *state, b *binding, t signal) []path.Path {
	roots := b.root(t.Path.Root)
	switch {
	case !t.must:
		var paths []path.Path
		for _, v := range roots {
			if !t.OfValue() {
				paths = append(paths, s.locations(v, t.Path.Sel)...)
				continue
			}
			for _, w := range f.channels(s, b, t.Token, v) {
				paths = append(paths, w.Path)
			}
		}
		return paths
	case len(roots) != 1:
		return nil
	case !t.OfValue():
		return []path.Path{s.theLocation(roots[0], t.Path.Sel)}
	}
	v := roots[0]
	vals := f.channels(s, b, t.Token, v)
	own := v.Path.Add(t.Path.Sel)
	if len(vals) == 1 {
		return []path.Path{vals[0].Path}
	}
	paths := s.surely(spot{loc: s.theLocation(v, t.Path.Sel)}, vals)
	if hasPathOf(vals, own) {
		// Whatever a field holds, it is what the field holds. That is as good a name
		// as long as the field is set only once, as those of channels are.
		paths = append(paths, own)
	}
	return paths
}

// channels returns what token t of b's target, which is named by a value, may stand for,
// where its path leads on from v.
func (f *frame) channels(s *state, b *binding, t summary.Token, v path.Value) path.Set {
	if t.Late && f.fn != nil {
		for _, st := range b.sum.Stores {
			rest, ok := path.After(t.Path.Sel, st.Loc.Sel)
			if !ok || st.Loc.Root != t.Path.Root || !st.Must {
				continue
			}
			if locs := s.locations(v, st.Loc.Sel); len(locs) == 1 && !f.volatile(locs[0]) {
				return f.loadSel(s, f.valueSet(s, b, st.Vals), rest)
			}
		}
	}
	return s.heap.Walk(v, t.Path.Sel)
}
