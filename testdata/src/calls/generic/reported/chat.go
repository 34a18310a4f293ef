// The generic function that the caller calls meanwhile sends.
package reported

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func step[Req, Res any](stream grpc.BidiStreamingClient[Req, Res], m *Req) error {
	return stream.Send(m)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return step(stream, &chatpb.Msg{Text: "hi"})
}
