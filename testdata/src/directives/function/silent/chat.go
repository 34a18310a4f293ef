// The directive in the function's comment is for all of it.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

// Chat sends twice.
//
//streamvet:ignore sendsend the server answers once
func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "tick"})
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
