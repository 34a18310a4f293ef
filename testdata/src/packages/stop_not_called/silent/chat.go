// The stop function is called before the last send.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/stop_not_called/silent/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	stop := wire.Heartbeat(stream)
	stop()
	err = stream.Send(&chatpb.Msg{Text: "bye"})
	return err
}
