// After a reconnect the old receiver drains the old stream, and the new one has the new stream.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type client struct {
	stream chatpb.Chat_ConnectClient
}

func (c *client) send(texts <-chan string) {
	for text := range texts {
		c.stream.Send(&chatpb.Msg{Text: text})
	}
}

func drain(stream chatpb.Chat_ConnectClient) {
	for {
		if _, err := stream.Recv(); err != nil {
			return
		}
	}
}

func run(ctx context.Context, c chatpb.ChatClient, texts <-chan string) error {
	client := &client{}
	for ctx.Err() == nil {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		client.stream = stream
		go drain(stream)
		client.send(texts)
	}
	return nil
}
