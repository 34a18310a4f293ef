// Package lib has functions for locks that others have.
package lib

import "sync"

// Acquire waits for the lock.
func Acquire(mu *sync.Mutex) { mu.Lock() }

// Release gives the lock back.
func Release(mu *sync.Mutex) { mu.Unlock() }

// Share waits until nobody writes.
func Share(mu *sync.RWMutex) { mu.RLock() }

// Unshare ends what Share has begun.
func Unshare(mu *sync.RWMutex) { mu.RUnlock() }
