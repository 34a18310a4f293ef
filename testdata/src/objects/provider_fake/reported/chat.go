// The provider that a test brings gives out one stream to two loops.
package reported

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
		if err := c.stream.Send(m); err != nil { // want "sendsend"
			return
		}
	}
}

func serve(c chatpb.ChatClient) {
	d := &dialer{c}
	newCursor(d)
	newCursor(d)
}

// fake gives out one real stream to all.
type fake struct {
	stream chatpb.Chat_ConnectClient
}

func (f *fake) Open(context.Context) (chatpb.Chat_ConnectClient, error) { return f.stream, nil }

func two(stream chatpb.Chat_ConnectClient) {
	f := &fake{stream: stream}
	newCursor(f)
	newCursor(f)
}
