// The goroutine runs after an error, and so may the second sender.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	_, err = stream.Recv()
	if err != nil {
		go func() {
			stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	if ctx.Err() == nil {
		return stream.Send(&oldchatpb.Msg{Text: "hi"})
	}
	return err
}
