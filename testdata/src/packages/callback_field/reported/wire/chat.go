// Package wire has a loop with a callback.
package wire

import "time"

type Loop struct {
	OnTick func()
}

func (l *Loop) Run() {
	go l.run()
}

func (l *Loop) run() {
	for range 3 {
		time.Sleep(time.Second)
		l.OnTick()
	}
}
