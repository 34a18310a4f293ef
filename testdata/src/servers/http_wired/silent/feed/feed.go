// Package feed calls back whoever has subscribed.
package feed

import "sync"

// A Feed calls its subscribers.
type Feed struct {
	mu   sync.Mutex
	next int
	subs map[int]func(string) error
}

// New returns a Feed without subscribers.
func New() *Feed { return &Feed{subs: map[int]func(string) error{}} }

// Subscribe has f called for each text, until the function that it returns is called.
func (f *Feed) Subscribe(call func(string) error) (drop func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	id := f.next
	f.next++
	f.subs[id] = call
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.subs, id)
	}
}

// Publish calls the subscribers, none of which may call the Feed, and one of them at a time.
func (f *Feed) Publish(text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, call := range f.subs {
		_ = call(text)
	}
}
