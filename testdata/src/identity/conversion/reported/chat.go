// As a grpc.ClientStream it is still the same stream.
package reported

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
		raw.SendMsg(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
