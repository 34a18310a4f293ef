// The goroutine runs after an error only, and the second sender where there was none.
package silent

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
			stream.Send(&oldchatpb.Msg{Text: "hi"})
		}()
	}
	if err == nil {
		return stream.Send(&oldchatpb.Msg{Text: "hi"})
	}
	return err
}
