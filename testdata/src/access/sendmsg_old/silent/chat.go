// RecvMsg and Send are different sides of the stream.
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
	go func() {
		stream.RecvMsg(new(oldchatpb.Msg))
	}()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
