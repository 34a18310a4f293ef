// The helper returns a wrapper of a stream that it opens.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type counted struct {
	chatpb.Chat_ConnectClient
	n int
}

func count(ctx context.Context, c chatpb.ChatClient) (*counted, error) {
	stream, err := c.Connect(ctx)
	return &counted{Chat_ConnectClient: stream}, err
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	other, err := count(ctx, c)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return other.Send(&chatpb.Msg{Text: "hi"})
}
