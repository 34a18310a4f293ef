// The type parameter's constraint is an interface of one method, which receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func drive[S interface{ Recv() (*chatpb.Msg, error) }](s S) {
	s.Recv()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go drive(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
