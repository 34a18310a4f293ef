// A timer that was stopped is started once more.
package reported

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
		stream.Send(&chatpb.Msg{Text: "are you there?"}) // want "sendsend"
	})
	if _, err := stream.Recv(); err != nil {
		return err
	}
	if !timer.Stop() {
		return nil
	}
	timer.Reset(time.Minute)
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
