// The other package's Close waits for its goroutine to end.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/close_waits/silent/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	conn := wire.New(stream)
	if _, err := stream.Recv(); err != nil {
		return err
	}
	conn.Close()
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
