// Package event has a dispatcher.
package event

import "sync"

type Dispatcher struct {
	mu        sync.Mutex
	callbacks []func(string)
	events    chan string
}

func New() *Dispatcher {
	d := &Dispatcher{events: make(chan string, 16)}
	go d.loop()
	return d
}

func (d *Dispatcher) On(f func(string)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.callbacks = append(d.callbacks, f)
}

func (d *Dispatcher) Poll() {
	d.events <- "poll"
}

func (d *Dispatcher) step() {
	event := <-d.events
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, f := range d.callbacks {
		f(event)
	}
}

func (d *Dispatcher) loop() {
	for {
		d.step()
	}
}
