// The helper closes the send side, with the sender still running.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "closesend"
	}()
	return finish(stream)
}

func finish(stream chatpb.Chat_ConnectClient) error {
	if err := stream.CloseSend(); err != nil {
		return err
	}
	_, err := stream.Recv()
	return err
}
