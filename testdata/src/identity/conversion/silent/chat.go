// The grpc.ClientStream receives.
package silent

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	raw := grpc.ClientStream(stream)
	go func() {
		raw.RecvMsg(new(chatpb.Msg))
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
