// The bound method is a callback that is called in place.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	deliver(stream.Send)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func deliver(send func(*chatpb.Msg) error) {
	send(&chatpb.Msg{Text: "hi"})
}
