package infer

import (
	"go/constant"
	"math"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A channel that is used as a semaphore and a semaphore.Weighted have room for so much.
// Two who have taken a part of it each exclude each other if it doesn't have room for
// both: who takes all of it is alone.

// holds reports whether l may be a lock of the stream with the given name.
func (f *frame) holds(l summary.Lock, name path.Path) bool {
	fr := f.fresh[l.Path.Root]
	return fr == nil || !fr.Many || f.many(name.Root) || strings.Contains(name.Sel, "[") // else a lock of many for one stream
}

// exceeds reports whether locks a and b, if they are on a semaphore, are more than it
// has room for. If it is only known to callers how much that is, the answer is open.
func (f *frame) exceeds(s *state, a, b summary.Lock, open bool) bool {
	init, last := path.Last(a.Path.Sel)
	switch last {
	case summary.SemaphoreLock:
	case summary.MaybeLimit:
		return open
	default:
		return true
	}
	sem := path.Path{Root: a.Path.Root, Sel: init}
	if all := f.allOf(s, sem); all != "" && (a.Weight == all || b.Weight == all) {
		return true
	}
	n := f.capacity(s, sem)
	if n == 0 {
		return open && a.Path.Root.Outside()
	}
	return n > 1 && weight(a)+weight(b) > n-1
}

// weight returns how much of a semaphore l is at least.
func weight(l summary.Lock) int {
	k, ok := strings.CutPrefix(l.Weight, "[k:")
	if !ok {
		return 1
	}
	n, err := strconv.Atoi(strings.TrimSuffix(k, "]"))
	if err != nil {
		return 1
	}
	return min(n, maxRoom)
}

// maxRoom bounds what is known of how much a semaphore has room for.
const maxRoom = math.MaxInt32

// capacity returns 1 plus the capacity of channel or semaphore p, or 0 if it isn't known
// or not always the same.
func (f *frame) capacity(s *state, p path.Path) int {
	n := f.chanCap(path.Value{Path: p})
	for _, v := range s.heap.Resolve(p) {
		if v.Path == p {
			continue
		}
		m := f.chanCap(v)
		if m == 0 || n != 0 && m != n {
			return 0
		}
		n = m
	}
	return n
}

// chanCap returns 1 plus the capacity of the channel or semaphore v, or 0 if it isn't
// known.
func (f *frame) chanCap(v path.Value) int {
	if v.Sel != "" {
		return 0
	}
	if n := madeCap(v.Root); n != 0 {
		return n
	}
	if fr := f.freshOf(v); fr != nil {
		return fr.Cap
	}
	return 0
}

// madeCap returns 1 plus the capacity of what is made at r, or 0 if it isn't constant.
func madeCap(r path.Root) int {
	switch i := r.Origin().(type) {
	case *ssa.MakeChan:
		return constCap(i.Size)
	case *ssa.Call:
		if room := roomOf(i); room != nil {
			return constCap(room)
		}
	}
	return 0
}

// roomOf returns how much the semaphore that call makes has room for, or nil.
func roomOf(call *ssa.Call) ssa.Value {
	if row, _, args := rowOf(&call.Call); row.Op == contract.Semaphore && row.Arg < len(args) {
		return args[row.Arg]
	}
	return nil
}

func constCap(size ssa.Value) int {
	if c, ok := size.(*ssa.Const); ok && c.Value != nil {
		if n, exact := constant.Int64Val(constant.ToInt(c.Value)); exact {
			return int(min(n, maxRoom)) + 1
		}
	}
	return 0
}

// allOf returns the selector that says how much the semaphore p has room for, if it is
// made in this function, or "".
func (f *frame) allOf(s *state, p path.Path) string {
	vals := s.heap.Resolve(p)
	if len(vals) != 1 {
		return ""
	}
	call, ok := vals[0].Root.Origin().(*ssa.Call)
	if !ok || vals[0].Sel != "" || call.Parent() != f.fn {
		return ""
	}
	if room := roomOf(call); room != nil {
		return f.elem(settled(room))
	}
	return ""
}

// acquire takes as much of a semaphore as an argument says.
func (f *frame) acquire(s *state, row contract.Row, recv ssa.Value, args []ssa.Value) {
	if vals := f.val(recv); len(vals) == 1 && row.Arg < len(args) {
		loc := vals[0].Path.Add(summary.SemaphoreLock)
		put(&s.held, loc, summary.Lock{Path: loc, Weight: f.elem(settled(args[row.Arg]))})
	}
}

// lock returns l, a lock of b's target, on the path that it has here.
func (b *binding) lock(l summary.Lock, p path.Path) summary.Lock {
	return summary.Lock{Path: p, Shared: l.Shared, Once: l.Once, Taken: l.Taken, Weight: path.Bind(l.Weight, b.elem)}
}

// outsideLock returns l as callers can name it, but for its path.
func outsideLock(l summary.Lock) summary.Lock {
	if l.Weight != "" && outside(l.Weight) == "" {
		l.Weight = path.AnyElem
	}
	return l
}
