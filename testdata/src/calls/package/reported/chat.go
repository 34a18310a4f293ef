// A function of another package sends in the goroutine.
package reported

import (
	"context"

	"streamvet.test/calls/package/reported/wire"
	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go wire.Pump(stream) // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
