// Each goroutine has a stream of its own.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func watch(ctx context.Context, c oldchatpb.ChatClient) error {
	for range 2 {
		stream, err := c.Watch(ctx, &oldchatpb.WatchRequest{Room: "go"})
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
