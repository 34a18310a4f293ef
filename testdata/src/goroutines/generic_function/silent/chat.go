// The goroutine is a generic function, and receives.
package silent

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func pump[Req, Res any](stream grpc.BidiStreamingClient[Req, Res], m *Req) {
	stream.Recv()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go pump(stream, &chatpb.Msg{Text: "hi"})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
