// A helper returns the stream that is to be closed while it is still there for others.
package reported

import (
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type conn struct {
	client chatpb.ChatClient

	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (c *conn) write(text string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream.Send(&chatpb.Msg{Text: text})
}

func (c *conn) swap(next chatpb.Chat_ConnectClient) chatpb.Chat_ConnectClient {
	c.mu.Lock()
	defer c.mu.Unlock()
	old := c.stream
	return old
}

func (c *conn) rotate(ctx context.Context) error {
	next, err := c.client.Connect(ctx)
	if err != nil {
		return err
	}
	return c.swap(next).CloseSend() // want "closesend"
}

func run(ctx context.Context, client chatpb.ChatClient, texts []string) error {
	stream, err := client.Connect(ctx)
	if err != nil {
		return err
	}
	c := &conn{client: client, stream: stream}
	go func() {
		for range time.Tick(time.Minute) {
			c.rotate(ctx)
		}
	}()
	for _, text := range texts {
		if err := c.write(text); err != nil {
			return err
		}
	}
	return nil
}
