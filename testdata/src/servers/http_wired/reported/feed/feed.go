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

func (f *Feed) all() []func(string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []func(string) error
	for _, call := range f.subs {
		all = append(all, call)
	}
	return all
}

// Publish calls the subscribers, none of which may call the Feed.
func (f *Feed) Publish(text string) {
	for _, call := range f.all() {
		_ = call(text)
	}
}
