// The other package's constructor starts a goroutine that receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/constructor/silent/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.New(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
