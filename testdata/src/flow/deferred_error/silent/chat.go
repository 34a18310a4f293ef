// The stream is closed only where an error is returned.
package silent

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

func (c *client) open(ctx context.Context) (_ chatpb.Chat_ConnectClient, err error) {
	stream, err := c.chat.Connect(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			stream.CloseSend()
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
