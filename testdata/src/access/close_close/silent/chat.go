// CloseSend beside CloseSend: nothing in the documentation of grpc-go forbids it.
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
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.CloseSend()
	}()
	return stream.CloseSend()
}
