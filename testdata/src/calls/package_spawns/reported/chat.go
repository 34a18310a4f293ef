// A function of another package returns with its goroutine still sending.
package reported

import (
	"context"

	"streamvet.test/calls/package_spawns/reported/wire"
	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.Hello(stream) // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
