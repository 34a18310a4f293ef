// The other package's Close asks its goroutine to end.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/close_waits/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	conn := wire.New(stream) // want "sendsend"
	if _, err := stream.Recv(); err != nil {
		return err
	}
	conn.Close()
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
