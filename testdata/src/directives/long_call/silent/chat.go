// The directive stands after the end of the call.
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
	go func() {
		stream.Send(&chatpb.Msg{
			Text: "tick",
		}) //streamvet:ignore sendsend the server answers once
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
