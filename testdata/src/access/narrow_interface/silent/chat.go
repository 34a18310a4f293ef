// An interface of one method holds the stream: a sender and a receiver.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type sender interface {
	Send(*chatpb.Msg) error
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var out sender = stream
	go func() {
		stream.Recv()
	}()
	return out.Send(&chatpb.Msg{Text: "hi"})
}
