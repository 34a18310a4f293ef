// The goroutine waits for the stream's context and receives nothing.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func upload(ctx context.Context, c oldchatpb.ChatClient) (*oldchatpb.Ack, error) {
	stream, err := c.Upload(ctx)
	if err != nil {
		return nil, err
	}
	go func() {
		<-stream.Context().Done()
	}()
	return stream.CloseAndRecv()
}
