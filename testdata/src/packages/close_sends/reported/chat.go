// The other package's Close closes the send side, beside the goroutine that sends.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/close_sends/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	conn := wire.New(stream, cancel)
	go stream.Send(&chatpb.Msg{Text: "hi"}) // want "closesend"
	return conn.Close()
}
