// The caller goes on to send if there is nothing to say first.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, background bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if background {
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
