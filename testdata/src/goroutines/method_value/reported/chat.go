// A method value of the stream is called in the goroutine: it sends.
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
	use := stream.SendMsg
	go func() {
		use(new(oldchatpb.Msg)) // want "sendsend"
	}()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
