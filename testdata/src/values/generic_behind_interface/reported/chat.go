// The goroutines run generic handlers behind an interface, which send on one stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type client struct{ main chatpb.Chat_ConnectClient }

func (c *client) info(m *chatpb.Msg) error { return c.main.Send(m) } // want "sendsend"

type handler interface{ run(c *client) error }

type loop[T any] struct{ in chan T }

func (l *loop[T]) run(c *client) error {
	for range l.in {
		if err := c.info(&chatpb.Msg{}); err != nil {
			return err
		}
	}
	return nil
}

func newHandler[T any](in chan T) handler { return &loop[T]{in} }

func serve(ctx context.Context, chat chatpb.ChatClient, a chan int, b chan string) error {
	stream, err := chat.Connect(ctx)
	if err != nil {
		return err
	}
	c := &client{stream}
	for _, h := range []handler{newHandler(a), newHandler(b)} {
		go func() { h.run(c) }()
	}
	<-ctx.Done()
	return nil
}
