// The field of another package's type is used beside its method: both send.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/exported_field/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	conn := &wire.Conn{Stream: stream}
	go conn.Step() // want "sendsend"
	return conn.Stream.Send(&chatpb.Msg{Text: "hi"})
}
