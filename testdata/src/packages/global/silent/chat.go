// The other package keeps the stream in a variable, and receives from it.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/global/silent/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.Current = stream
	go wire.Step()
	return wire.Current.Send(&chatpb.Msg{Text: "hi"})
}
