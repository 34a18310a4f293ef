// The goto leads back to the go statement.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, again func() bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
next:
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	if again() {
		goto next
	}
	return nil
}
