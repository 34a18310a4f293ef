// The goroutine waits for the gate before it sends.
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
	start := make(chan struct{})
	go func() {
		<-start
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	close(start)
	return err
}
