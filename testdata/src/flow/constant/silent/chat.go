// The constant keeps the second sender from running.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

const echo = false

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	if echo {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return nil
}
