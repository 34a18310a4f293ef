// The helper's stop function asks its goroutine to end.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
	"streamvet.test/packages/stop_function_old/reported/wire"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	stop := wire.Heartbeat(stream) // want "sendsend"
	if _, err := stream.Recv(); err != nil {
		return err
	}
	stop()
	return stream.Send(&oldchatpb.Msg{Text: "bye"})
}
