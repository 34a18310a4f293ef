// A select with a default doesn't wait.
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
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	select {
	case <-done:
	default:
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
