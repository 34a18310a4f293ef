// One of the function's arguments is the stream of the goroutine.
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
	other, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return broadcast(other, stream)
}

func broadcast(streams ...chatpb.Chat_ConnectClient) error {
	for _, stream := range streams {
		if err := stream.Send(&chatpb.Msg{Text: "hi"}); err != nil {
			return err
		}
	}
	return nil
}
