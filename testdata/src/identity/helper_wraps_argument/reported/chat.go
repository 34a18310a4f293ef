// The helper returns a wrapper of its argument: the same stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type counted struct {
	chatpb.Chat_ConnectClient
	n int
}

func count(stream chatpb.Chat_ConnectClient) (*counted, error) {
	return &counted{Chat_ConnectClient: stream}, nil
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	other, err := count(stream)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return other.Send(&chatpb.Msg{Text: "hi"})
}
