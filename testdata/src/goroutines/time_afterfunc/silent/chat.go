// The timer's function cancels the call and sends nothing.
package silent

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
		cancel()
	})
	defer timer.Stop()
	for {
		if err := stream.Send(&chatpb.Msg{Text: "hi"}); err != nil {
			return err
		}
	}
}
