// Goroutines ask the stream for its context, which is no use of a side.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
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
