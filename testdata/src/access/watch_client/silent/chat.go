// Each goroutine has a stream of its own.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func watch(ctx context.Context, c chatpb.ChatClient) error {
	for range 2 {
		stream, err := c.Watch(ctx, &chatpb.WatchRequest{Room: "go"})
		if err != nil {
			return err
		}
		go func() {
			for {
				if _, err := stream.Recv(); err != nil {
					return
				}
			}
		}()
	}
	return nil
}
