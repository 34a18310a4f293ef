// A function of another package returns when its goroutine has sent.
package silent

import (
	"context"

	"streamvet.test/calls/package_spawns/silent/wire"
	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.Hello(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
