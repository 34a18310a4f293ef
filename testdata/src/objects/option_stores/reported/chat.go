// A functional option gives the object the caller's stream.
package reported

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
		c.log.Send(&chatpb.Msg{Text: "started"}) // want "sendsend"
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
	start(withLog(stream))
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
