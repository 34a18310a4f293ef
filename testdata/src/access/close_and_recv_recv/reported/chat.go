// CloseAndRecv receives, and so does the goroutine.
package reported

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
		stream.RecvMsg(new(chatpb.Ack)) // want "recvrecv"
	}()
	return stream.CloseAndRecv()
}
