// A functional option gives the object a stream of its own.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type client struct {
	log chatpb.Chat_ConnectClient
}

type option func(*client)

func withLog(stream chatpb.Chat_ConnectClient) option {
	return func(c *client) {
		c.log = stream
	}
}

func start(options ...option) {
	c := &client{}
	for _, o := range options {
		o(c)
	}
	go func() {
		c.log.Send(&chatpb.Msg{Text: "started"})
	}()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	other, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if _, err := other.Recv(); err != nil {
		return err
	}
	start(withLog(other))
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
