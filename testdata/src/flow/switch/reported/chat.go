// The case of the goroutine falls through to the sender's.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, mode int) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	switch mode {
	case 0:
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
		fallthrough
	case 1:
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return nil
}
