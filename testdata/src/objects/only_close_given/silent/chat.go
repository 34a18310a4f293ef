// The caller gets no more than the method that closes.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type Client struct {
	chat chatpb.ChatClient
}

type Feed interface {
	Receive() (*chatpb.Msg, error)
	Close() error
}

type subscription struct {
	stream chatpb.Chat_ConnectClient
}

func (s *subscription) Receive() (*chatpb.Msg, error) { return s.stream.Recv() }

func (s *subscription) Close() error { return s.stream.CloseSend() }

func (c *Client) subscribe(ctx context.Context) (*subscription, error) {
	stream, err := c.chat.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &subscription{stream: stream}, nil
}

func (c *Client) Subscribe(ctx context.Context) (Feed, error) { return c.subscribe(ctx) }

func (c *Client) SubscribeWithHandler(ctx context.Context, handle func(*chatpb.Msg)) (func() error, error) {
	s, err := c.subscribe(ctx)
	if err != nil {
		return nil, err
	}
	go func() {
		for {
			m, err := s.Receive()
			if err != nil {
				return
			}
			handle(m)
		}
	}()
	return s.Close, nil
}
