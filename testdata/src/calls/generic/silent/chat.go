// The generic function that the caller calls meanwhile receives.
package silent

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func step[Req, Res any](stream grpc.BidiStreamingClient[Req, Res], m *Req) error {
	_, err := stream.Recv()
	return err
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return step(stream, &chatpb.Msg{Text: "hi"})
}
