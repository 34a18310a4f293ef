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

// A loop is a natural loop of a function's control-flow graph.
type loop struct {
	header *ssa.BasicBlock
	body   map[*ssa.BasicBlock]bool
	parent *loop
	exit   *ssa.BasicBlock      // where it is decided whether there is another iteration
	values map[string]ssa.Value // values that the loop computes, by name
	bound  ssa.Value            // the loop runs once for each index below this, or nil
	trips  string               // what decides how often it runs, "" if unknown
}

// HasSite implements path.Loop.
func (l *loop) HasSite(instr any) bool {
	i, ok := instr.(ssa.Instruction)
	return ok && l.body[i.Block()]
}

// HasValue implements path.Loop.
func (l *loop) HasValue(name string) bool { return l.values[name] != nil }

// Varies implements path.Loop: the index of a counting loop, the position of a
// range and what a channel yields are another one in each iteration.
func (l *loop) Varies(name string) bool {
	switch v := l.values[name].(type) {
	case *ssa.Next, *ssa.Alloc:
		return true
	case *ssa.Phi:
		return v.Block() == l.header && counts(v)
	case *ssa.BinOp:
		return v.Op == token.ADD && l.variesInStep(v)
	case *ssa.UnOp:
		return v.Op == token.ARROW
	case *ssa.Select:
		return true
	}
	return false
}

func (l *loop) variesInStep(v *ssa.BinOp) bool {
	phi, ok := v.X.(*ssa.Phi)
	return ok && phi.Block() == l.header && isConst(v.Y)
}

// counts reports whether phi is the index of a loop that counts in constant steps.
func counts(phi *ssa.Phi) bool {
	for _, e := range phi.Edges {
		if b, ok := e.(*ssa.BinOp); ok && b.Op == token.ADD && b.X == ssa.Value(phi) && isConst(b.Y) {
			return true
		}
	}
	return false
}

func isConst(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

// loops holds the loops of a function.
type loops struct {
	byHeader map[*ssa.BasicBlock]*loop
	inner    map[*ssa.BasicBlock]*loop // innermost loop of a block
	decided  map[*ssa.BasicBlock][]way // where blocks lead that have successors besides, see turns.go
}

// findLoops returns the natural loops of fn: for each edge to a block that
// dominates its start, the blocks that reach the edge without passing the header.
func findLoops(fn *ssa.Function) *loops {
	ls := &loops{byHeader: map[*ssa.BasicBlock]*loop{}, inner: map[*ssa.BasicBlock]*loop{}}
	var order []*loop
	for _, b := range fn.Blocks {
		for _, s := range b.Succs {
			if !s.Dominates(b) {
				continue
			}
			l := ls.byHeader[s]
			if l == nil {
				l = &loop{header: s, body: map[*ssa.BasicBlock]bool{s: true}, values: map[string]ssa.Value{}}
				ls.byHeader[s] = l
				order = append(order, l)
			}
			l.grow(b)
		}
	}
	for _, l := range order {
		for b := range l.body {
			if in := ls.inner[b]; in == nil || len(l.body) < len(in.body) {
				ls.inner[b] = l
			}
			for _, i := range b.Instrs {
				if v, ok := i.(ssa.Value); ok {
					l.values[v.Name()] = v
				}
			}
		}
		for _, o := range order {
			if o != l && o.body[l.header] && (l.parent == nil || len(o.body) < len(l.parent.body)) {
				l.parent = o
			}
		}
		l.findTrips()
	}
	for _, l := range order {
		ls.unroll(l)
	}
	return ls
}

func (l *loop) grow(b *ssa.BasicBlock) {
	work := []*ssa.BasicBlock{b}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if l.body[b] {
			continue
		}
		l.body[b] = true
		work = append(work, b.Preds...)
	}
}

// findTrips looks for what decides how often a loop runs: a bound that its index
// is compared with, or the map or slice that it ranges over.
func (l *loop) findTrips() {
	l.exit = l.header
	cond, ok := l.header.Instrs[len(l.header.Instrs)-1].(*ssa.If)
	if !ok || l.body[l.header.Succs[0]] == l.body[l.header.Succs[1]] {
		// The condition may be at the end, as that of a range over an integer is.
		ok = false
		for _, p := range l.header.Preds {
			if c, isIf := p.Instrs[len(p.Instrs)-1].(*ssa.If); isIf && l.body[p] && !ok {
				cond, ok = c, true
				l.exit = p
			}
		}
	}
	if !ok {
		return
	}
	switch c := cond.Cond.(type) {
	case *ssa.BinOp:
		index, bound, first := c.X, c.Y, int64(0)
		switch c.Op {
		case token.GTR, token.GEQ:
			index, bound = bound, index
		}
		switch c.Op {
		case token.LSS, token.GTR:
		case token.LEQ, token.GEQ:
			first = 1
		default:
			return
		}
		if bound = settled(bound); (l.starts(index, first) || l.startsInCell(index, first)) && !l.defines(bound) {
			l.bound = bound
			l.trips = tripKey(bound)
		}
	case *ssa.Extract:
		if next, ok := c.Tuple.(*ssa.Next); ok {
			if r, ok := next.Iter.(*ssa.Range); ok {
				l.trips = "len(" + sourceKey(r.X) + ")"
			}
		}
	}
}

func (l *loop) defines(v ssa.Value) bool {
	if fv, ok := loadOf(v).(*ssa.FreeVar); ok && !isStored(fv) {
		return false // whoever changes it, if anybody, is elsewhere
	}
	i, ok := v.(ssa.Instruction)
	return ok && l.body[i.Block()]
}

// rotated reports whether a turn of l ends with the look whether there is another one.
func (l *loop) rotated() bool { return slices.Contains(l.exit.Succs, l.header) }

// starts reports whether index counts from first in steps of 1. A range over a slice
// counts from -1 and is compared after the step.
func (l *loop) starts(index ssa.Value, first int64) bool {
	if add, ok := index.(*ssa.BinOp); ok && add.Op == token.ADD {
		index = add.X
		if !l.rotated() {
			first--
		}
	}
	phi, ok := index.(*ssa.Phi)
	if !ok || phi.Block() != l.header || !counts(phi) {
		return false
	}
	for _, e := range phi.Edges {
		if c, ok := e.(*ssa.Const); ok && c.Value != nil {
			if n, exact := constant.Int64Val(constant.ToInt(c.Value)); exact && n == first {
				return true
			}
		}
	}
	return false
}

// tripKey names a bound so that two loops with one key run equally often.
func tripKey(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Int {
			if n, exact := constant.Int64Val(v.Value); exact {
				return "n:" + strconv.FormatInt(n, 10)
			}
		}
		return ""
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
			return b.Name() + "(" + sourceKey(v.Call.Args[0]) + ")"
		}
	}
	return sourceKey(v)
}

// sourceKey names a value by where it was loaded from, so that two loads of one
// variable or field have one name.
func sourceKey(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return "*" + sourceKey(v.X)
		}
	case *ssa.FieldAddr:
		return sourceKey(v.X) + "." + strconv.Itoa(v.Field)
	case *ssa.Convert:
		return sourceKey(v.X)
	}
	return v.Name()
}

// backEdge returns the loop whose next iteration the edge begins, or nil.
func (ls *loops) backEdge(from, to *ssa.BasicBlock) *loop {
	if l := ls.byHeader[to]; l != nil && l.body[from] {
		return l
	}
	return nil
}

// entered returns the loop that the edge enters, or nil.
func (ls *loops) entered(from, to *ssa.BasicBlock) *loop {
	if l := ls.byHeader[to]; l != nil && !l.body[from] {
		return l
	}
	return nil
}

// collected returns the channels from which each iteration of l surely receives.
func (f *frame) collected(l *loop) []path.Path {
	var out []path.Path
	for _, b := range f.fn.Blocks {
		if !l.body[b] || f.loops.inner[b] != l || !everyIteration(l, b) {
			continue
		}
		for _, i := range b.Instrs {
			if u, ok := i.(*ssa.UnOp); ok && u.Op == token.ARROW {
				if vals := f.val(u.X); len(vals) == 1 {
					out = append(out, vals[0].Path)
				}
			}
		}
	}
	return out
}

// everyIteration reports whether each iteration of l runs b.
func everyIteration(l *loop, b *ssa.BasicBlock) bool {
	for _, p := range l.header.Preds {
		if l.body[p] && !b.Dominates(p) {
			return false
		}
	}
	return true
}

// constTrips returns how often a loop runs, if that is a constant.
func constTrips(trips string) (int, bool) {
	n, ok := strings.CutPrefix(trips, "n:")
	if !ok {
		return 0, false
	}
	v, err := strconv.Atoi(n)
	return v, err == nil
}
