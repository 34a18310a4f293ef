// Two goroutines receive from one server stream to be faster.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func watch(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Watch(ctx, &chatpb.WatchRequest{Room: "go"})
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
