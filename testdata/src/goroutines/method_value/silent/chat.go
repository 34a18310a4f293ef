// A method value of the stream is called in the goroutine: it receives.
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
	use := stream.RecvMsg
	go func() {
		use(new(oldchatpb.Msg))
	}()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
