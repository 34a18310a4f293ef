// Package turn has a lock that is fair: who comes first is served first.
package turn

import (
	"sync/atomic"
	"time"
)

// A Turn is held by one goroutine.
type Turn struct{ next, serving atomic.Uint64 }

// New returns a Turn that nobody holds.
func New() *Turn { return new(Turn) }

// Take waits for the turn.
func (t *Turn) Take() {
	n := t.next.Add(1) - 1
	for t.serving.Load() != n {
		time.Sleep(time.Millisecond)
	}
}

// Give gives it back.
func (t *Turn) Give() { t.serving.Add(1) }
