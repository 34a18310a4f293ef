// The type of another package has a Send without a lock.
package reported

import (
	"context"

	"streamvet.test/calls/package_lock/reported/wire"
	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	conn := wire.New(stream)
	go conn.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	return conn.Send(&chatpb.Msg{Text: "hi"})
}
