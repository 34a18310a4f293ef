// Two conditions of which one holds.
package silent

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
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
	}
	if !background && again {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return nil
}
