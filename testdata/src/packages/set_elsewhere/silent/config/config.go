// Package config has what the program is told.
package config

import "sync"

// A Config is what the program is told.
type Config struct {
	Greeting string
	mu       sync.Mutex
}

// Current is what it is told now.
var Current *Config

// Use sets Current.
func Use(c *Config) { Current = c }

// Do calls f, one call at a time.
func (c *Config) Do(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f()
}
