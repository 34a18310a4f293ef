// A stream of any message type, with a sender and a receiver.
package silent

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func pump[Req, Res any](stream grpc.BidiStreamingClient[Req, Res], m *Req) error {
	go func() {
		stream.Recv()
	}()
	return stream.Send(m)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	return pump(stream, &chatpb.Msg{Text: "hi"})
}
