// Package guard runs functions.
package guard

import "sync"

type Guard struct {
	mu    sync.Mutex
	count int
}

func (g *Guard) Do(f func() error) error {
	g.mu.Lock()
	g.count++
	g.mu.Unlock()
	return f()
}
