// Goroutines share a generated client: any number of them may make unary calls.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func publish(ctx context.Context, c oldchatpb.ChatClient) error {
	for range 3 {
		go func() {
			c.Publish(ctx, &oldchatpb.Msg{Text: "hi"})
		}()
	}
	return nil
}
