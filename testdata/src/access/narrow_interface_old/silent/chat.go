// An interface of one method holds the stream: a sender and a receiver.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

type sender interface {
	Send(*oldchatpb.Msg) error
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var out sender = stream
	go func() {
		stream.Recv()
	}()
	return out.Send(&oldchatpb.Msg{Text: "hi"})
}
