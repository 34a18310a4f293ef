// The goroutine gets the first stream as an argument, whatever the variable holds later.
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
	go func(stream chatpb.Chat_ConnectClient) {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}(stream)
	stream, err = c.Connect(ctx)
	if err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
