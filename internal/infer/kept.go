package infer

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// An object may keep a function that it is given and call it later, on a goroutine
// that was started when the object was made. Who registers the function, often in
// another package, sees no more than that it is stored somewhere. So the method that
// keeps it is said to start what the object's goroutine does with it.

// Keep adds to the summaries of the methods among fns that keep functions, or objects
// behind interfaces, the calls that goroutines of the same object make of them.
func (p *Package) Keep(fns []*ssa.Function) {
	if !slices.ContainsFunc(fns, func(fn *ssa.Function) bool { return callsLater(p.summary(fn)) }) {
		return
	}
	for _, o := range p.objects(fns) {
		var calls []ownCall
		for _, fn := range fns {
			if index, ok := o.makers[fn]; ok {
				calls = append(calls, callsOf(p.summary(fn), path.Root{Kind: path.Fresh, Index: index})...)
			}
		}
		if len(calls) == 0 {
			continue
		}
		for _, m := range o.methods {
			if sum := p.summary(m); sum != nil {
				more := keptBy(sum, calls)
				sum.Effects = append(sum.Effects, more[:min(len(more), max(0, summary.MaxEffects-len(sum.Effects)))]...)
			}
		}
	}
}

// callsLater reports whether a function leaves behind goroutines that call functions.
func callsLater(sum *summary.Summary) bool {
	return sum != nil && slices.ContainsFunc(sum.Effects, func(e summary.Effect) bool {
		return e.Kind == summary.Call && e.Async && e.Live
	})
}

// An ownCall is a call, on a goroutine, of what is found at sel in an object.
type ownCall struct {
	eff summary.Effect // without what only the function that starts it can name
	sel string
}

// callsOf returns the calls of what is found in the object self that a function leaves
// behind.
func callsOf(sum *summary.Summary, self path.Root) []ownCall {
	var out []ownCall
	for _, e := range sum.Effects {
		if e.Kind != summary.Call || !e.Async || !e.Live {
			continue
		}
		for _, n := range e.Names {
			if n.Root != self || n.Sel == "" {
				continue
			}
			call := summary.Effect{
				Kind: summary.Call, Method: e.Method, Args: make([]summary.Arg, len(e.Args)),
				Async: true, Live: true, Many: e.Many, Again: e.Again, Trace: e.Trace,
			}
			for _, l := range e.Locks {
				if l.Path.Root == self {
					l.Path.Root = path.Root{Kind: path.Param}
					call.Locks = append(call.Locks, l)
				}
			}
			out = append(out, ownCall{call, n.Generalize().Sel})
		}
	}
	return out
}

// keptBy returns those of calls, calls of what is in the receiver of a method, that are
// of what the method has been given and has stored there.
func keptBy(sum *summary.Summary, calls []ownCall) []summary.Effect {
	self := path.Root{Kind: path.Param}
	var out []summary.Effect
	for _, st := range sum.Stores {
		if st.Loc.Root != self {
			continue
		}
		for _, v := range st.Vals {
			if v.Root.Kind != path.Param || v.Root == self || v.Sel != "" {
				continue
			}
			for _, c := range calls {
				if path.MayAlias(path.Path{Root: self, Sel: c.sel}, path.Path{Root: self, Sel: st.Loc.Sel}) {
					e := c.eff
					e.Names = []path.Path{v.Path}
					out = append(out, e)
				}
			}
		}
	}
	return out
}
