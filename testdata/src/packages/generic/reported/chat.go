// The generic type of another package has a Send without a lock.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/generic/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	peer := wire.New(stream)
	go peer.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
