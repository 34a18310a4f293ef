// Package turn has a lock made of an atomic value.
package turn

import (
	"runtime"
	"sync/atomic"
)

// A Turn is held by one goroutine.
type Turn struct{ held int32 }

// New returns a Turn that nobody holds.
func New() *Turn { return new(Turn) }

// Take waits for the turn.
func (t *Turn) Take() {
	for !atomic.CompareAndSwapInt32(&t.held, 0, 1) {
		runtime.Gosched()
	}
}

// Give gives it back.
func (t *Turn) Give() { atomic.StoreInt32(&t.held, 0) }
