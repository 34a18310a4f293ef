// The goroutine captures the variable, which may hold the second stream by then.
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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	stream, err = c.Connect(ctx)
	if err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
