// Another package's option starts a receive loop.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/option/silent/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.New(stream, wire.WithLoop())
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
