// Package turn has a lock made of a channel.
package turn

// A Turn is held by one goroutine.
type Turn struct{ token chan struct{} }

// New returns a Turn that nobody holds.
func New() *Turn { return &Turn{make(chan struct{}, 1)} }

// Take waits for the turn.
func (t *Turn) Take() { t.token <- struct{}{} }

// Give gives it back.
func (t *Turn) Give() { <-t.token }
