// The callback gets the stream's Send from the function that calls it in a goroutine.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func each(send func(*chatpb.Msg) error, f func(send func(*chatpb.Msg) error)) {
	go f(send)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	each(stream.Send, func(send func(*chatpb.Msg) error) {
		send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
