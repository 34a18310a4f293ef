// The object's two loops send.
package reported

import (
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type client struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (c *client) start(texts <-chan string) {
	go c.heartbeat()
	go c.pump(texts)
}

func (c *client) heartbeat() {
	for range time.Tick(time.Second) {
		c.mu.Lock()
		c.stream.Send(&chatpb.Msg{Text: "ping"})
		c.mu.Unlock()
	}
}

func (c *client) pump(texts <-chan string) {
	for text := range texts {
		c.stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	}
}

func chat(ctx context.Context, c chatpb.ChatClient, texts <-chan string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	(&client{stream: stream}).start(texts)
	return nil
}
