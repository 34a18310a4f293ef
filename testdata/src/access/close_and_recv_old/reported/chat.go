// CloseAndRecv closes the send side while the goroutine may still be sending.
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
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "closesend"
	}()
	return stream.CloseAndRecv()
}
