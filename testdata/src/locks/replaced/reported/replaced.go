// A stream is closed that was replaced under the mutex: who sends has only looked it up under that.
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
	stream := c.stream
	c.mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: text})
}

func (c *conn) rotate(ctx context.Context) error {
	next, err := c.client.Connect(ctx)
	if err != nil {
		return err
	}
	c.mu.Lock()
	old := c.stream
	c.stream = next
	c.mu.Unlock()
	return old.CloseSend() // want "closesend"
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
