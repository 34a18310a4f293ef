// The variable belongs to the turn: each goroutine sees the stream of its own turn.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	for range names {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		go func() {
			for {
				if err := stream.Send(&chatpb.Msg{Text: "hi"}); err != nil {
					return
				}
			}
		}()
	}
	return nil
}
