// The flag is set by the turn that starts the receiver.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	started := false
	for {
		if !started {
			started = true
			go func() {
				for {
					if _, err := stream.Recv(); err != nil {
						return
					}
				}
			}()
		}
		if err := stream.Send(&chatpb.Msg{Text: "hi"}); err != nil {
			return err
		}
	}
}
