// Package race is the programs.
package race

import (
	"math/rand/v2"
	"runtime"
	"sync/atomic"
)

// GiveWay is how often goroutines give way, at most, before each statement. Before some they do
// so much more often, that others come to their end meanwhile.
var GiveWay atomic.Int32

// Skip makes half of the calls of use and look do nothing. The race detector reports the first
// race of a variable only, and that mostly with its oldest access: the others would hide behind
// it.
var Skip atomic.Bool

func giveWay() {
	n := GiveWay.Load() + 1
	if n > 1 && rand.IntN(6) == 0 {
		n *= 20
	}
	for range rand.Int32N(n) {
		runtime.Gosched()
	}
}

// use writes a variable.
//
//go:noinline
func use(p *int) {
	if skip() {
		return
	}
	tick()
	*p++
	tick()
}

// look reads it.
//
//go:noinline
func look(p *int) int {
	if skip() {
		return 0
	}
	tick()
	n := *p
	tick()
	return n
}

func skip() bool { return Skip.Load() && rand.IntN(2) == 0 }

// tick lets the race detector's clock go on. Without something that looks like
// synchronisation in between, it takes one of two calls for the other.
func tick() { new(atomic.Int32).Store(1) }
