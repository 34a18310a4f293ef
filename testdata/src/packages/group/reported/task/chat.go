// Package task has a group of goroutines.
package task

import "sync"

type Group struct {
	wg      sync.WaitGroup
	waiting bool
}

func (g *Group) Go(f func()) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		f()
	}()
}

func (g *Group) Wait() {
	g.waiting = true
}
