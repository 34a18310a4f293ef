// The other package calls its field's function from a goroutine.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/callback_field/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	loop := &wire.Loop{OnTick: func() {
		stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}}
	loop.Run()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
