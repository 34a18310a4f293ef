package infer

import (
	"go/constant"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
)

// Code is often written for any number of goroutines, and run with one. A loop whose
// bound is the constant one is no loop: the way from the end of its turn leads on, and
// not back. Where a parameter is the bound, what meets itself only in another turn does
// so only where the parameter is more than one (summary.Overlap.Count), which callers
// know.

// A way leads from the end of a block to another one.
type way struct {
	n int // which successor it takes

	// done is the successor that the next block takes then, which does nothing but
	// look whether there is another turn; it is -1 if the way ends at the next block.
	done int
}

// ways returns the ways on from the end of b.
func (ls *loops) ways(b *ssa.BasicBlock) []way {
	if list, ok := ls.decided[b]; ok {
		return list
	}
	var list []way
	for n := range b.Succs {
		list = append(list, way{n, -1})
	}
	return list
}

// next returns the blocks that follow b.
func (ls *loops) next(b *ssa.BasicBlock) []*ssa.BasicBlock {
	if ls.decided[b] == nil {
		return b.Succs
	}
	var list []*ssa.BasicBlock
	for _, w := range ls.decided[b] {
		to := b.Succs[w.n]
		if w.done >= 0 {
			to = to.Succs[w.done]
		}
		list = append(list, to)
	}
	return list
}

// unroll takes l for what it is if it has one turn, or none.
func (ls *loops) unroll(l *loop) {
	turns, ok := constTrips(l.trips)
	if !ok || turns > 1 || len(l.exit.Succs) != 2 {
		return
	}
	in := slices.IndexFunc(l.exit.Succs, func(b *ssa.BasicBlock) bool { return l.body[b] })
	out := 1 - in
	back := slices.DeleteFunc(slices.Clone(l.header.Preds), func(b *ssa.BasicBlock) bool { return !l.body[b] })
	switch {
	case l.body[l.exit.Succs[out]]:
		return
	case l.rotated():
		put(&ls.decided, l.exit, []way{{out, -1}})
	case turns < 1:
		put(&ls.decided, l.header, []way{{out, -1}})
	case len(back) != 1 || len(back[0].Succs) != 1 || !onlyCompares(l.header):
		return
	default:
		put(&ls.decided, l.header, []way{{in, -1}})
		put(&ls.decided, back[0], []way{{0, out}})
	}
	delete(ls.byHeader, l.header)
	for b := range l.body {
		if ls.inner[b] == l {
			ls.inner[b] = l.parent
		}
	}
	for _, o := range ls.byHeader {
		if o.parent == l {
			o.parent = l.parent
		}
	}
}

// onlyCompares reports whether b does nothing but compare values.
func onlyCompares(b *ssa.BasicBlock) bool {
	for _, i := range b.Instrs {
		switch i := i.(type) {
		case *ssa.Phi, *ssa.BinOp, *ssa.If, *ssa.DebugRef:
		case *ssa.UnOp:
			if i.Op == token.ARROW {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// follow changes s as way w out of b does, and reports whether it can be taken.
func (f *frame) follow(b *ssa.BasicBlock, w way, s *state) bool {
	if !f.edge(b, w.n, s) {
		return false
	}
	if w.done < 0 {
		return true
	}
	next := b.Succs[w.n]
	defined := map[string]bool{}
	for _, i := range next.Instrs {
		if v, ok := i.(ssa.Value); ok {
			defined[v.Name()] = true
		}
	}
	s.forget(func(name string) bool { return defined[name] })
	return f.block(next, s) && f.edge(next, w.done, s)
}

// startsInCell is starts for an index that function literals have captured, which is
// another variable in each turn.
// https://go.dev/ref/spec#For_clause: "each iteration has its own separate declared
// variable"
func (l *loop) startsInCell(index ssa.Value, first int64) bool {
	load, ok := index.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	cell, ok := load.X.(*ssa.Phi)
	if !ok || cell.Block() != l.header || len(cell.Edges) != 2 || isStored(cell) {
		return false
	}
	for n, from := range cell.Block().Preds {
		var last ssa.Value
		for st := range cellStores(cell.Edges[n]) {
			if st != nil {
				last = st.Val
			}
		}
		if !l.body[from] {
			if c, ok := last.(*ssa.Const); !ok || c.Value == nil || !constant.Compare(c.Value, token.EQL, constant.MakeInt64(first)) {
				return false
			}
			continue
		}
		step, ok := last.(*ssa.BinOp)
		if !ok || step.Op != token.ADD || !isConst(step.Y) || loadOf(step.X) != cell.Edges[n] {
			return false
		}
	}
	return true
}

// loadOf returns the address that v was loaded from, or nil.
func loadOf(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return load.X
	}
	return nil
}

// settled returns v, or what the variable is given that v was read from, if it is only
// ever given that: a parameter or a constant.
func settled(v ssa.Value) ssa.Value {
	if c, ok := v.(*ssa.Convert); ok {
		return settled(c.X)
	}
	if cell, ok := loadOf(v).(*ssa.Alloc); ok {
		if x := onlyGiven(cell); x != nil {
			return x
		}
	}
	return v
}

// onlyGiven returns the one parameter or constant that a variable is ever given, or nil.
func onlyGiven(variable *ssa.Alloc) ssa.Value {
	st := onlyStore(variable)
	if st == nil || st.Parent() != variable.Parent() {
		return nil
	}
	switch x := st.Val.(type) {
	case *ssa.Parameter, *ssa.Const:
		return x
	}
	return nil
}

// countOf returns the selector of the parameter or captured variable that says how often
// a loop runs, if to comes after from only in another turn of that loop, or "".
func (f *frame) countOf(from, to ssa.Instruction) string {
	l := f.loops.inner[from.Block()]
	if l == nil || l.parent != nil || l.bound == nil || !l.body[to.Block()] || f.inOneTurn(l, from, to) {
		return ""
	}
	return outerCount(f.elem(l.bound))
}

// outerCount returns the selector of a count if callers know the count, or "".
func outerCount(sel string) string {
	if strings.HasPrefix(sel, "[p:") || strings.HasPrefix(sel, "[f:") {
		return sel
	}
	return ""
}

// count returns what a count of b's target is here: the selector of one that callers
// know, or "". It reports whether the count may be more than one.
func (b *binding) count(sel string) (outer string, several bool) {
	sel = path.Bind(sel, b.elem)
	if k, ok := strings.CutPrefix(sel, "[k:"); ok {
		n, err := strconv.Atoi(strings.TrimSuffix(k, "]"))
		return "", err != nil || n > 1
	}
	return outerCount(sel), true
}

// leaves reports whether it is for callers to decide about what happens to p only where
// a count is more than one.
func (f *frame) leaves(count string, p path.Path) bool {
	return count != "" && p.Root.Outside() && f.pkg.look().called[origin(f.fn)]
}

// inOneTurn reports whether a turn of l leads from one instruction to another.
func (f *frame) inOneTurn(l *loop, from, to ssa.Instruction) bool {
	if from.Block() == to.Block() && f.ordinal(from) < f.ordinal(to) {
		return true
	}
	seen := map[*ssa.BasicBlock]bool{l.header: true}
	work := []*ssa.BasicBlock{from.Block()}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range f.loops.next(b) {
			if !seen[s] && l.body[s] {
				if s == to.Block() {
					return true
				}
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return false
}
