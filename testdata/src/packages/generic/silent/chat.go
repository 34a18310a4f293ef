// The generic type of another package has a Send with a lock.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/generic/silent/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	peer := wire.New(stream)
	go peer.Send(&chatpb.Msg{Text: "hello"})
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
