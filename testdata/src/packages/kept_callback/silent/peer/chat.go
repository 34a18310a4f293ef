// Package peer knows nothing of grpc.
package peer

import (
	"context"
	"sync"
	"sync/atomic"
)

type Conn struct {
	onCandidate atomic.Value // func(string)
	found       chan string
}

func New() *Conn {
	c := &Conn{found: make(chan string)}
	go c.gather()
	return c
}

func (c *Conn) OnCandidate(f func(string)) {
	c.onCandidate.Store(f)
}

func (c *Conn) gather() {
	for candidate := range c.found {
		if f, ok := c.onCandidate.Load().(func(string)); ok && f != nil {
			f(candidate)
		}
	}
}

type Workers struct {
	ctx context.Context
	wg  sync.WaitGroup
}

func (w *Workers) Add(f func(context.Context)) {
	w.wg.Add(1)
	go func() {
		defer w.wg.Done()
		f(w.ctx)
	}()
}
