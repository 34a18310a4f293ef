// The helper's stop function asks its goroutine to end.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/stop_function/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	stop := wire.Heartbeat(stream) // want "sendsend"
	if _, err := stream.Recv(); err != nil {
		return err
	}
	stop()
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
