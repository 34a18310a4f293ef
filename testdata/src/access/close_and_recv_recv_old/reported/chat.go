// CloseAndRecv receives, and so does the goroutine.
package reported

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
		stream.RecvMsg(new(oldchatpb.Ack)) // want "recvrecv"
	}()
	return stream.CloseAndRecv()
}
