package infer

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/summary"
)

// deferCall defers a call.
func (f *frame) deferCall(s *state, i ssa.CallInstruction) {
	for n, d := range s.defers {
		if d.instr == i {
			s.defers = slices.Clone(s.defers)
			s.defers[n].must = false
			return
		}
	}
	s.defers = append(slices.Clip(s.defers), deferred{i, true})
}

// runDefers runs the deferred calls, the last one first.
func (f *frame) runDefers(s *state, i *ssa.RunDefers) bool {
	for n, d := range slices.Backward(s.defers) {
		if isCleanup(d) {
			continue
		}
		if f.steps += 10 + s.size(); f.exhausted() {
			return false
		}
		f.deferring = &moment{instr: i, seq: len(s.defers) - n, may: !d.must}
		if d.must {
			if !f.perform(s, d.instr, d.instr.Common()) {
				f.deferring = nil
				return false
			}
			continue
		}
		t := s.clone()
		if f.perform(t, d.instr, d.instr.Common()) {
			t.join(s)
			*s = *t
		}
	}
	f.deferring = nil
	return true
}

func isCleanup(d deferred) bool {
	_, isDefer := d.instr.(*ssa.Defer)
	return !isDefer
}

// runCleanups runs what testing.T.Cleanup was given: when the test is over, the last one
// first. In a function that a test calls that is some time after it has returned.
func (f *frame) runCleanups(s *state, i *ssa.Return) {
	if !slices.ContainsFunc(s.defers, isCleanup) {
		return
	}
	s = s.clone()
	for n, d := range slices.Backward(s.defers) {
		if !isCleanup(d) {
			continue
		}
		if f.steps += 10 + s.size(); f.exhausted() {
			return
		}
		f.deferring = &moment{instr: i, seq: len(s.defers) - n, may: true}
		row, _, args := rowOf(d.instr.Common())
		f.inline(s, d.instr, d.instr.Common(), f.funcArg(args, row.Arg), nil, func(*summary.Effect) {})
	}
	f.deferring = nil
}

// mayPanic compares what a deferred function that recovers does with what may be
// running now: a panic leads there from any call.
func (f *frame) mayPanic(s *state) {
	if !f.checking || len(s.live) == 0 || f.deferring != nil {
		return
	}
	if !slices.ContainsFunc(s.defers, mayRecover) {
		return
	}
	t := s.clone()
	for _, x := range slices.Backward(s.defers) {
		if isCleanup(x) || !x.must && !mayRecover(x) {
			continue // or it need not run before
		}
		f.deferring = &moment{instr: x.instr, may: true}
		f.perform(t, x.instr, x.instr.Common())
		f.deferring = nil
		if mayRecover(x) {
			return
		}
	}
}

// mayRecover reports whether d is a call of a function that calls recover.
func mayRecover(d deferred) bool {
	fn := d.instr.Common().StaticCallee()
	return !isCleanup(d) && fn != nil && recovers(fn)
}

// recovers reports whether fn calls recover.
func recovers(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			if call, ok := i.(*ssa.Call); ok {
				if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "recover" {
					return true
				}
			}
		}
	}
	return false
}
