// A timer that was stopped stays so.
package silent

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	timer := time.AfterFunc(time.Minute, func() {
		stream.Send(&chatpb.Msg{Text: "are you there?"})
	})
	if _, err := stream.Recv(); err != nil {
		return err
	}
	if !timer.Stop() {
		return nil
	}
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
