// The other package's constructor starts a goroutine that receives.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
	"streamvet.test/packages/constructor_old/silent/wire"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.New(stream)
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
