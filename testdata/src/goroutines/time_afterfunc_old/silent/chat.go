// The timer's function cancels the call and sends nothing.
package silent

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
		cancel()
	})
	defer timer.Stop()
	for {
		if err := stream.Send(&oldchatpb.Msg{Text: "hi"}); err != nil {
			return err
		}
	}
}
