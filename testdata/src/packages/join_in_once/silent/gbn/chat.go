// Package gbn is a connection that sends by a callback.
package gbn

import "sync"

type Conn struct {
	send  func([]byte) error
	queue chan []byte
	quit  chan struct{}
	once  sync.Once
	wg    sync.WaitGroup
}

func New(send func([]byte) error) *Conn {
	c := &Conn{send: send, queue: make(chan []byte), quit: make(chan struct{})}
	c.wg.Add(1)
	go func() {
		defer func() {
			c.wg.Done()
			c.Close()
		}()
		c.loop()
	}()
	return c
}

func (c *Conn) loop() {
	for {
		select {
		case b := <-c.queue:
			if c.send(b) != nil {
				return
			}
		case <-c.quit:
			return
		}
	}
}

// Close may be called many times; each call returns after the first one's end.
func (c *Conn) Close() {
	c.once.Do(func() {
		close(c.quit)
		c.wg.Wait()
	})
}
