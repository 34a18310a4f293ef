// Both directives are about other categories.
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
		stream.Send(&chatpb.Msg{Text: "tick"}) //streamvet:ignore recvrecv the server answers once // want "directive"  "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"}) //streamvet:ignore closesend the server answers once // want "directive"
}
