// The receivers got their stream as an argument: the old one stays with the old stream.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go receive(stream)
	if err := stream.Send(&chatpb.Msg{Text: "hi"}); err == nil {
		return nil
	}
	stream, err = c.Connect(ctx)
	if err != nil {
		return err
	}
	go receive(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func receive(stream chatpb.Chat_ConnectClient) {
	for {
		if _, err := stream.Recv(); err != nil {
			return
		}
	}
}
