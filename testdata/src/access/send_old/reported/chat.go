// Two goroutines send on one client stream, with nothing between them.
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
	go func() {
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
