// The other package's constructor starts a goroutine that sends beside the caller.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
	"streamvet.test/packages/constructor_old/reported/wire"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.New(stream) // want "sendsend"
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
