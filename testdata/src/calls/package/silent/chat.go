// A function of another package receives in the goroutine.
package silent

import (
	"context"

	"streamvet.test/calls/package/silent/wire"
	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go wire.Pump(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
