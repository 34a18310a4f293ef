// The other package's constructor starts a goroutine that sends beside the caller.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/constructor/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.New(stream) // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
