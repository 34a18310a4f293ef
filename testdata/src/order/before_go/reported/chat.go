// The send comes after the go statement.
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
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	if err := stream.Send(&chatpb.Msg{Text: "hi"}); err != nil {
		return err
	}
	return nil
}
