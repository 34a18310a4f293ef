// The flag is never set, so that the stream is closed though it was kept.
package reported

import (
	"context"
	"errors"
	"sync"

	"streamvet.test/chatpb"
)

type client struct {
	chat   chatpb.ChatClient
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (c *client) open(ctx context.Context) (chatpb.Chat_ConnectClient, error) {
	stream, err := c.chat.Connect(ctx)
	if err != nil {
		return nil, err
	}
	ready := false
	defer func() {
		if !ready {
			stream.CloseSend() // want "closesend"
		}
	}()
	if err := stream.Send(&chatpb.Msg{Text: "hello"}); err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.stream = stream
	c.mu.Unlock()
	return stream, nil
}

func (c *client) receive(ctx context.Context) error {
	for {
		stream, err := c.open(ctx)
		if err != nil {
			return err
		}
		for err == nil {
			_, err = stream.Recv()
		}
	}
}

func (c *client) send(m *chatpb.Msg) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stream == nil {
		return errors.New("not connected")
	}
	return c.stream.Send(m)
}

func run(ctx context.Context, chat chatpb.ChatClient, words chan string) {
	c := &client{chat: chat}
	go c.receive(ctx)
	for w := range words {
		c.send(&chatpb.Msg{Text: w})
	}
}
