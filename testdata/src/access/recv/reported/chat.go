// Two goroutines receive from one client stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Recv() // want "recvrecv"
	}()
	_, err = stream.Recv()
	return err
}
