// Package cache holds the newest values.
package cache

import (
	"sync"

	"streamvet.test/packages/list_of_cache/silent/cache/list"
)

// A Cache holds one value.
type Cache struct {
	mu    sync.Mutex
	list  list.List
	full  bool
	evict func(any)
}

// New returns a Cache that calls evict for what no longer fits.
func New(evict func(any)) *Cache { return &Cache{evict: evict} }

// Add adds v.
func (c *Cache) Add(v any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list.Push(v)
	if c.full {
		c.evict(c.list.Pop())
	}
	c.full = true
}
