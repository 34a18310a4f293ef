package explore

import (
	"slices"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/drive"
)

// What happens when a cache is full or a limit is reached takes more calls than a few at once.
// Those take time, so only some executions are so crowded, and only if there is code that counts
// something and has not come to its end.

// crowds are how many handlers crowded executions call at once, in turn.
var crowds = [...]int{80, 8, 24}

// Of a driver's executions every 48th is crowded, beginning with the 32nd.
const (
	crowdedFirst = 31
	crowdedEach  = 48
)

// crowd returns how many handlers the n-th execution of a driver calls at once; 0 means a few.
func (x *Explorer) crowd(d *drive.Driver, n int) int {
	if !d.Several || n%crowdedEach != crowdedFirst || !x.counts() {
		return 0
	}
	return crowds[n/crowdedEach%len(crowds)]
}

// seldom is how many times as often one result must come as the other one.
const seldom = 8

// counts reports whether executions have compared integers somewhere, outside the head of a
// loop, nearly always with the same result.
func (x *Explorer) counts() bool {
	for _, f := range x.Package.Program.Funcs {
		for i := range f.Blocks {
			b := &f.Blocks[i]
			n := x.visits[f.Base+i]
			if n == 0 || !comparesIntegers(b) || slices.ContainsFunc(b.Preds, func(p int32) bool { return int(p) >= i }) {
				continue
			}
			if slices.ContainsFunc(b.Succs, func(s int32) bool { return x.visits[f.Base+int(s)]*seldom < n }) {
				return true
			}
		}
	}
	return false
}

// comparesIntegers reports whether b ends with a branch on a comparison of integers that b makes.
func comparesIntegers(b *code.Block) bool {
	if len(b.Instrs) == 0 {
		return false
	}
	branch := &b.Instrs[len(b.Instrs)-1]
	return branch.Op == code.If && slices.ContainsFunc(b.Instrs, func(in code.Instr) bool {
		return in.Op == code.BinOp && code.Operand(in.Dst) == branch.A[0] && in.T.Kind == code.Int
	})
}
