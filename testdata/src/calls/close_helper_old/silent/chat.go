// The helper closes the send side, after the sender has ended.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	<-done
	return finish(stream)
}

func finish(stream oldchatpb.Chat_ConnectClient) error {
	if err := stream.CloseSend(); err != nil {
		return err
	}
	_, err := stream.Recv()
	return err
}
