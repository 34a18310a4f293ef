// The other package calls its field's function in place.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
	"streamvet.test/packages/callback_field_old/silent/wire"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	loop := &wire.Loop{OnTick: func() {
		stream.Send(&oldchatpb.Msg{Text: "ping"})
	}}
	loop.Run()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
