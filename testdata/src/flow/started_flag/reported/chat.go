// The flag is never set: each turn starts a receiver.
package reported

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
			go func() {
				for {
					if _, err := stream.Recv(); err != nil { // want "recvrecv"
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
