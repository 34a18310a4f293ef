// Package guard has a lock that counts.
package guard

import "sync"

type Mutex struct {
	mu    sync.Mutex
	count int
}

func (m *Mutex) Lock() {
	m.mu.Lock()
	m.count++
}

func (m *Mutex) Unlock() {
	m.count--
	m.mu.Unlock()
}
