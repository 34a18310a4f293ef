// The timer's function sends a heartbeat beside the sender.
package reported

import (
	"context"
	"time"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	timer := time.AfterFunc(time.Minute, func() {
		stream.Send(&oldchatpb.Msg{Text: "ping"}) // want "sendsend"
	})
	defer timer.Stop()
	for {
		if err := stream.Send(&oldchatpb.Msg{Text: "hi"}); err != nil {
			return err
		}
	}
}
