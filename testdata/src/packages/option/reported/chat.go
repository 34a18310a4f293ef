// Another package's option starts a heartbeat.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/option/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	wire.New(stream, wire.WithLoop()) // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
