// Package bus has a bus for events of any type.
package bus

import "sync"

type Bus[T any] struct {
	mu          sync.RWMutex
	subscribers []func(T)
}

func (b *Bus[T]) Subscribe(f func(T)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subscribers = append(b.subscribers, f)
}

func (b *Bus[T]) Publish(event T) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, f := range b.subscribers {
		f(event)
	}
}
