// Goroutines share a generated client: any number of them may make unary calls.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func publish(ctx context.Context, c chatpb.ChatClient) error {
	for range 3 {
		go func() {
			c.Publish(ctx, &chatpb.Msg{Text: "hi"})
		}()
	}
	return nil
}
