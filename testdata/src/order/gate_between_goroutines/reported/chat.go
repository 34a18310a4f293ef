// The second goroutine waits for nothing.
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
	first := make(chan struct{})
	go func() {
		defer close(first)
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return nil
}
