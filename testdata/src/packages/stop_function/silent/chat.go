// The helper's stop function waits for its goroutine to end.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/stop_function/silent/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	stop := wire.Heartbeat(stream)
	if _, err := stream.Recv(); err != nil {
		return err
	}
	stop()
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
