// Package turn has a lock whose methods are called as its authors liked.
package turn

import "sync"

// A Turn is held by one goroutine.
type Turn struct{ mu sync.Mutex }

// New returns a Turn that nobody holds.
func New() *Turn { return &Turn{} }

// Take waits for the turn.
func (t *Turn) Take() { t.mu.Lock() }

// Give gives it back.
func (t *Turn) Give() { t.mu.Unlock() }
