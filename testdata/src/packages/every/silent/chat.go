// A package that doesn't know grpc runs the callback in a goroutine, and stop waits.
package silent

import (
	"context"
	"time"

	"streamvet.test/chatpb"
	"streamvet.test/packages/every/silent/clock"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	stop := clock.Every(time.Second, func() {
		stream.Send(&chatpb.Msg{Text: "ping"})
	})
	if _, err := stream.Recv(); err != nil {
		return err
	}
	stop()
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
