// The field of another package's type is used beside its method: the method receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/exported_field/silent/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	conn := &wire.Conn{Stream: stream}
	go conn.Step()
	return conn.Stream.Send(&chatpb.Msg{Text: "hi"})
}
