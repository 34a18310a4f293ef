// The deferred function starts two goroutines that send.
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
	defer func() {
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}()
	return nil
}
