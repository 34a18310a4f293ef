// The callback gets the stream's Send from the function that calls it in place.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func each(send func(*chatpb.Msg) error, f func(send func(*chatpb.Msg) error)) {
	f(send)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	each(stream.Send, func(send func(*chatpb.Msg) error) {
		send(&chatpb.Msg{Text: "hello"})
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
