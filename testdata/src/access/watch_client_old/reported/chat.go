// Two goroutines receive from one server stream to be faster.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func watch(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Watch(ctx, &oldchatpb.WatchRequest{Room: "go"})
	if err != nil {
		return err
	}
	for range 2 {
		go func() {
			for {
				if _, err := stream.Recv(); err != nil { // want "recvrecv"
					return
				}
			}
		}()
	}
	return nil
}
