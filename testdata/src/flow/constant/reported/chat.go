// The constant lets the second sender run.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

const echo = true

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	if echo {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return nil
}
