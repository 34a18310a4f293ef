// The helper returns a wrapper of a stream that it opens.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

type counted struct {
	oldchatpb.Chat_ConnectClient
	n int
}

func count(ctx context.Context, c oldchatpb.ChatClient) (*counted, error) {
	stream, err := c.Connect(ctx)
	return &counted{Chat_ConnectClient: stream}, err
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	other, err := count(ctx, c)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	return other.Send(&oldchatpb.Msg{Text: "hi"})
}
