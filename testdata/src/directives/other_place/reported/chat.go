// The directive stands at a call that overlaps with nothing.
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
		stream.Send(&chatpb.Msg{Text: "tick"}) // want "sendsend"
	}()
	stream.Recv() //streamvet:ignore sendsend the server answers once // want "directive"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
