// Stop sends a last word, and then waits for the loop.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Client struct {
	stream chatpb.Chat_ConnectClient
	wg     sync.WaitGroup
	quit   chan struct{}
}

func New(stream chatpb.Chat_ConnectClient) *Client {
	c := &Client{stream: stream, quit: make(chan struct{})}
	c.wg.Add(1)
	go c.heartbeat()
	return c
}

func (c *Client) heartbeat() {
	defer c.wg.Done()
	for {
		select {
		case <-c.quit:
			return
		case <-time.After(time.Second):
			c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		}
	}
}

func (c *Client) Stop() error {
	close(c.quit)
	err := c.stream.Send(&chatpb.Msg{Text: "bye"})
	c.wg.Wait()
	return err
}
