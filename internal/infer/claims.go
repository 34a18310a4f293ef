package infer

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A claim is what one goroutine has won of all that have tried: it has set a flag
// that it found unset, by a compare-and-swap or under a mutex. Until the flag is
// unset again the claim is a lock. Unlike a mutex it belongs to no goroutine in
// particular: the next one that is started to do something takes it over, since
// that is what claims are for.

// claimMark ends the name of a claim.
const claimMark = ":claim"

// claimOn names the claim on the flag at loc. It goes with the location, whatever
// that holds: a field has its claim beside it.
func claimOn(loc path.Path) path.Path {
	if _, last := path.Last(loc.Sel); last != "" && last[0] == '.' {
		loc.Sel += claimMark
		return loc
	}
	return loc.Add("." + claimMark)
}

func isClaim(l summary.Lock) bool { return l.Once && strings.HasSuffix(l.Path.Sel, claimMark) }

// win takes the claim on the flag at loc.
func (s *state) win(loc path.Path) {
	if loc = claimOn(loc); !loc.IsZero() {
		put(&s.held, loc, summary.Lock{Path: loc, Once: true})
	}
}

// swapped takes the claim of a compare-and-swap that has succeeded.
func (f *frame) swapped(s *state, recv ssa.Value, args []ssa.Value, row contract.Row) {
	if row.Arg >= 0 {
		if len(args) == 0 {
			return
		}
		recv = args[row.Arg]
	}
	if loc := f.single(recv); !loc.IsZero() {
		s.win(loc)
	}
}

// flag returns the location that v was read from just before the end of its block,
// if it is one that some function of the package uses as a flag, or the zero path.
func (f *frame) flag(v ssa.Value) path.Path {
	if call, ok := v.(*ssa.Call); ok {
		row, recv, _ := rowOf(&call.Call)
		if row.Op != contract.GetFlag || !nothingAfter(call) {
			return path.Path{}
		}
		return f.flagAt(recv)
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || !nothingAfter(load) {
		return path.Path{}
	}
	return f.flagAt(load.X)
}

// flagAt returns the location of the flag at address addr, or the zero path.
func (f *frame) flagAt(addr ssa.Value) path.Path {
	a, ok := addr.(*ssa.FieldAddr)
	if !ok || !f.pkg.look().flags[fieldOf(a.X.Type(), a.Field)] {
		return path.Path{}
	}
	if vals := f.val(a); len(vals) == 1 {
		return pointee(vals[0], a.Type())
	}
	return path.Path{}
}

// foundUnset notes that the flag v is unset, under a mutex that keeps others from
// setting it.
func (f *frame) foundUnset(s *state, v ssa.Value) {
	if !s.exclusive() {
		return
	}
	if loc := f.flag(v); !loc.IsZero() {
		put(&s.unset, loc, true)
	}
}

// setFlag follows a store to a flag.
func (f *frame) setFlag(s *state, addr, val ssa.Value) {
	loc := f.flagAt(addr)
	if loc.IsZero() {
		return
	}
	switch found, ok := s.unset[loc]; {
	case found && !unsets(val):
		s.win(loc)
	case ok && !unsets(val):
		// The goroutine has the claim for which this is, see claimsOf.
	default:
		f.giveBack(s, claimOn(loc))
	}
	delete(s.unset, loc)
}

// unsets reports whether a flag that is given val is unset.
func unsets(val ssa.Value) bool {
	c, ok := val.(*ssa.Const)
	return ok && (c.Value == nil || isZero(c.Value))
}

// isZero reports whether v is the zero value of a type that a flag can have.
func isZero(v constant.Value) bool {
	switch v.Kind() {
	case constant.Bool:
		return !constant.BoolVal(v)
	case constant.Int:
		return constant.Sign(v) == 0
	case constant.String:
		return constant.StringVal(v) == ""
	}
	return false
}

// handOver lets the goroutine that was just started have the claims of this one.
func (s *state) handOver() {
	for p, l := range s.held {
		if isClaim(l) {
			delete(s.held, p)
		}
	}
}

// claimsOf returns the claims that a goroutine takes over which is started at i: those that
// this one has, and those on flags that are set right after it.
func (f *frame) claimsOf(s *state, i ssa.Instruction) []summary.Lock {
	out := s.claims()
	for loc, found := range s.unset {
		if claim := claimOn(loc); found && f.setsAfter(i, loc) && !claim.IsZero() {
			out = append(out, summary.Lock{Path: claim, Once: true})
			s.unset[loc] = false
		}
	}
	sortLocks(out)
	return out
}

// setsAfter reports whether the flag at loc is set after i in the same block.
func (f *frame) setsAfter(i ssa.Instruction, loc path.Path) bool {
	instrs := i.Block().Instrs
	for _, j := range instrs[slices.Index(instrs, i)+1:] {
		switch j := j.(type) {
		case *ssa.Store:
			if f.flagAt(j.Addr) == loc && !unsets(j.Val) {
				return true
			}
		case *ssa.Call:
			row, recv, args := rowOf(&j.Call)
			switch row.Op {
			case contract.Unlock, contract.RUnlock:
				return false
			case contract.SetFlag:
				if f.flagAt(recv) == loc && !unsets(args[0]) {
					return true
				}
			}
		}
	}
	return false
}

// claims returns the claims that this goroutine has.
func (s *state) claims() []summary.Lock {
	var out []summary.Lock
	for _, l := range s.locks() {
		if isClaim(l) {
			out = append(out, l)
		}
	}
	return out
}

// canBeFlag reports whether a field of type t can be one that is set and unset: a
// boolean, a number or a string, or something that can be nil.
func canBeFlag(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsBoolean|types.IsInteger|types.IsString) != 0 || isNilable(t)
}

// isNilable reports whether something of type t that objects are kept in can be nil.
func isNilable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Signature, *types.Chan:
		return true
	}
	return false
}
