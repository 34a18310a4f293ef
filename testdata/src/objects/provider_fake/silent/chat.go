// The provider that a test brings is its own stream, which is no stream of grpc.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type provider interface {
	Open(ctx context.Context) (chatpb.Chat_ConnectClient, error)
}

// dialer opens a stream for each cursor.
type dialer struct {
	client chatpb.ChatClient
}

func (d *dialer) Open(ctx context.Context) (chatpb.Chat_ConnectClient, error) {
	return d.client.Connect(ctx)
}

type cursor struct {
	provider provider
	stream   chatpb.Chat_ConnectClient
	queue    chan *chatpb.Msg
}

func newCursor(p provider) *cursor {
	c := &cursor{provider: p, queue: make(chan *chatpb.Msg)}
	go c.run()
	return c
}

func (c *cursor) run() {
	var err error
	if c.stream, err = c.provider.Open(context.Background()); err != nil {
		return
	}
	for m := range c.queue {
		if err := c.stream.Send(m); err != nil {
			return
		}
	}
}

func serve(c chatpb.ChatClient) {
	d := &dialer{c}
	newCursor(d)
	newCursor(d)
}

// fake is provider and stream at once: its Send fills a channel.
type fake struct {
	chatpb.Chat_ConnectClient
	sent chan *chatpb.Msg
}

func (f *fake) Open(context.Context) (chatpb.Chat_ConnectClient, error) { return f, nil }

func (f *fake) Send(m *chatpb.Msg) error {
	f.sent <- m
	return nil
}

func two() {
	f := &fake{sent: make(chan *chatpb.Msg, 100)}
	newCursor(f)
	newCursor(f)
}
