package infer

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/order"
	"github.com/streamvet/streamvet/internal/path"
)

// correlate is order.Correlate for names and locks within a function.
func correlate(name, lock path.Path) path.Path { return order.Correlate(name, lock) }

// sameElem marks the unknown elements in the path of a lock as those of the
// stream that it is held for: the lock was reached from the same object.
func sameElem(p path.Path) path.Path {
	p.Sel = strings.ReplaceAll(p.Sel, path.AnyElem, path.SameElem)
	return p
}

// storeAll applies the stores of a target that runs on another goroutine.
func (f *frame) storeAll(s *state, b *binding) {
	f.storeOnly(s, b, true)
	if len(b.sum.Stores) > 0 {
		f.spawnStored(s, b.instr)
	}
}

// storeOnly is storeAll without a look at what goroutines make of it. If it is not
// the first time, the stores are the same ones again.
func (f *frame) storeOnly(s *state, b *binding, first bool) {
	for _, st := range b.sum.Stores {
		if f.fn != nil && f.exhausted() { // the shared frame has no limit of its own
			return
		}
		vals := f.valueSet(s, b, st.Vals)
		f.steps += 20 * (1 + len(st.Vals) + len(vals))
		var locs []path.Path
		for _, v := range b.root(st.Loc.Root) {
			locs = append(locs, s.locations(v, path.Bind(st.Loc.Sel, b.elem))...)
		}
		switch {
		case isOwned(st):
			storeOwned(s, locs, vals, false)
		case !first:
			s.heap.RepeatOne(locs, vals)
		case len(locs) == 1:
			s.heap.Store(locs[0], vals, false)
		default:
			s.heap.StoreOne(locs, vals, false)
		}
	}
}

// skip counts a function that was not looked at in full.
func (p *Package) skip(reason string, fn *ssa.Function) {
	p.Skipped[reason] = append(p.Skipped[reason], fn.String())
}
