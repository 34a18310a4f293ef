// Goroutines ask the stream for its context, which is no use of a side.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for range 2 {
		go func() {
			<-stream.Context().Done()
		}()
	}
	return nil
}
