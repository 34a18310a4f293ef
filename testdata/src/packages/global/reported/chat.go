// The other package keeps the stream in a variable, and sends on it.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/global/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.Current = stream
	go wire.Step() // want "sendsend"
	return wire.Current.Send(&chatpb.Msg{Text: "hi"})
}
