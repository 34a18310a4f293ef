// The goroutine is the stream's own Send.
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
	go stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
