// Goroutines share a client, and open a stream each.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	for range 3 {
		go func() {
			stream, err := c.Connect(ctx)
			if err != nil {
				return
			}
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
	}
	return nil
}
