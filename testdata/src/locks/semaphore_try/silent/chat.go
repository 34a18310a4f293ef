// A channel with room for one lets one loop run; the other returns.
package silent

import (
	"errors"

	"streamvet.test/chatpb"
)

type client struct {
	stream  chatpb.Chat_ConnectClient
	running chan struct{}
}

func newClient(stream chatpb.Chat_ConnectClient) *client {
	return &client{stream: stream, running: make(chan struct{}, 1)}
}

func (c *client) Run() error {
	select {
	case c.running <- struct{}{}:
		defer func() { <-c.running }()
	default:
		return errors.New("runs already")
	}
	for {
		if _, err := c.stream.Recv(); err != nil {
			return err
		}
	}
}

func start(stream chatpb.Chat_ConnectClient) {
	c := newClient(stream)
	for range 2 {
		go c.Run()
	}
}
