package infer

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A subtest that calls Parallel waits there until the function of the test that has
// started it has returned; from then on it runs beside the other subtests that do, and
// beside nothing else of that test. T.Run returns when a subtest waits, or is over with
// all of its own subtests. https://pkg.go.dev/testing#hdr-Subtests_and_Sub_benchmarks

// parentTest is the place of the test that has started a test.
const parentTest = ".parent"

// subtestObject is the index of the object that a subtest is.
const subtestObject = unknownResult + 16

// subtest runs T.Run.
func (f *frame) subtest(s *state, i ssa.Instruction, c *ssa.CallCommon, parent ssa.Value, fns path.Set) {
	t := site(i, subtestObject)
	w := waits{
		parked: summary.Token{Kind: summary.Ended, Path: t.Path.Add(parentTest)},
		own:    summary.Token{Kind: summary.Ended, Path: t.Path},
		ended:  summary.Token{Kind: summary.Ended},
	}
	if vals := f.val(parent); len(vals) == 1 {
		w.ended.Path = vals[0].Path
	}
	for n, target := range f.valueTargets(s, fns, values(path.Set{t})) {
		if target.sum == nil {
			continue
		}
		b := &binding{target: target, instr: i, base: (n + 1) * freshStep * 32}
		ctx := &summary.Effect{Trace: f.step(summary.AtCall, i, c), Locks: s.locks()}
		insts := f.instantiate(s, b, ctx, 0)
		for k := range insts {
			w.park(s, &insts[k].eff)
		}
		f.happen(s, b, insts)
		f.apply(s, b, i)
	}
	// Its own parallel subtests are over, unless it is one itself.
	for key, l := range s.live {
		if slices.Contains(l.eff.Gates, w.own) {
			delete(s.live, key)
		}
	}
}

// waits are the tokens that effects of a subtest may wait for: the subtest itself, from where
// it calls Parallel, for its parent; its own parallel subtests for its own end; and the
// parent's end as the caller names it.
type waits struct{ parked, own, ended summary.Token }

// park lets an effect of a subtest that comes after Parallel wait for the end of the
// parent's function instead: it is on a goroutine of its own. What keeps the subtest's own
// parallel subtests apart from the rest of it is known by now.
func (w waits) park(s *state, e *summary.Effect) {
	if !slices.Contains(e.Gates, w.parked) {
		return
	}
	e.Gates = slices.DeleteFunc(slices.Clone(e.Gates), func(t summary.Token) bool { return t == w.parked || t == w.own })
	e.Gates = append(e.Gates, w.ended)
	e.Async, e.Live = true, true
	e.Locks = slices.DeleteFunc(slices.Clone(e.Locks), func(l summary.Lock) bool { return s.held[l.Path] == l })
	if len(e.Trace) > 0 {
		e.Trace = slices.Clone(e.Trace)
		e.Trace[0].Kind = summary.AtGo
	}
}
