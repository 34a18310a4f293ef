// Package turn has a lock that is a channel.
package turn

// A Turn is held by one goroutine.
type Turn chan struct{}

// New returns a Turn that nobody holds.
func New() Turn { return make(Turn, 1) }

// Take waits for the turn.
func (t Turn) Take() { t <- struct{}{} }

// Give gives it back.
func (t Turn) Give() { <-t }
