// The helper returns a wrapper of its argument: the same stream.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

type counted struct {
	oldchatpb.Chat_ConnectClient
	n int
}

func count(stream oldchatpb.Chat_ConnectClient) (*counted, error) {
	return &counted{Chat_ConnectClient: stream}, nil
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	other, err := count(stream)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return other.Send(&oldchatpb.Msg{Text: "hi"})
}
