// Two conditions that may both hold.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, background bool, again bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if background {
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	if again {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return nil
}
