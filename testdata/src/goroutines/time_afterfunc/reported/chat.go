// The timer's function sends a heartbeat beside the sender.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	timer := time.AfterFunc(time.Minute, func() {
		stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	})
	defer timer.Stop()
	for {
		if err := stream.Send(&chatpb.Msg{Text: "hi"}); err != nil {
			return err
		}
	}
}
