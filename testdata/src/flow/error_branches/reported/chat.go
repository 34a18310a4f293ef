// The goroutine runs after an error, and so may the second sender.
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
	_, err = stream.Recv()
	if err != nil {
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	if ctx.Err() == nil {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return err
}
