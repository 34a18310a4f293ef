// The goroutine waits for the stream's context and receives nothing.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func upload(ctx context.Context, c chatpb.ChatClient) (*chatpb.Ack, error) {
	stream, err := c.Upload(ctx)
	if err != nil {
		return nil, err
	}
	go func() {
		<-stream.Context().Done()
	}()
	return stream.CloseAndRecv()
}
