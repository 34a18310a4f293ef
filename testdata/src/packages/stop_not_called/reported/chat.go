// The stop function is called after the last send.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/stop_not_called/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	stop := wire.Heartbeat(stream) // want "sendsend"
	err = stream.Send(&chatpb.Msg{Text: "bye"})
	stop()
	return err
}
