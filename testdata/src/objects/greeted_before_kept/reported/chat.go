// The callback sends on the new stream when others can have it already.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

// A reconnector keeps a stream, and another one when that fails.
type reconnector[S any] struct {
	open   func(context.Context) (S, error)
	greet  func(S) error
	mu     sync.Mutex
	stream S
}

func (r *reconnector[S]) connect(ctx context.Context) error {
	stream, err := r.open(ctx)
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.stream = stream
	r.mu.Unlock()
	if err := r.greet(stream); err != nil {
		return err
	}
	return nil
}

func (r *reconnector[S]) current() S {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stream
}

type Client struct {
	sendMu sync.Mutex
	r      *reconnector[chatpb.Chat_ConnectClient]
}

func New(c chatpb.ChatClient) *Client {
	client := &Client{}
	client.r = &reconnector[chatpb.Chat_ConnectClient]{
		open:  func(ctx context.Context) (chatpb.Chat_ConnectClient, error) { return c.Connect(ctx) },
		greet: func(stream chatpb.Chat_ConnectClient) error { return stream.Send(&chatpb.Msg{}) }, // want "sendsend"
	}
	go func() {
		for client.r.connect(context.Background()) == nil {
		}
	}()
	return client
}

func (c *Client) Publish(m *chatpb.Msg) error {
	c.sendMu.Lock()
	defer c.sendMu.Unlock()
	return c.r.current().Send(m)
}
