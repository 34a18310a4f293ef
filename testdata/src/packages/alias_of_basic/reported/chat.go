// A function of a package whose types are known by aliases calls back twice at a time.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/alias_of_basic/reported/wire"
)

func Chat(ctx context.Context, c chatpb.ChatClient, name wire.Name) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.Each(&name, func(n *string) {
		stream.Send(&chatpb.Msg{Text: *n}) // want "sendsend"
	})
	return nil
}
