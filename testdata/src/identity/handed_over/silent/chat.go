// The stream was handed over to the goroutine, and the caller is through with it.
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
	if err := stream.Send(&chatpb.Msg{Text: "hello"}); err != nil {
		return err
	}
	go pump(stream)
	return nil
}

func pump(stream chatpb.Chat_ConnectClient) {
	for range 3 {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}
}
