// The helper hands the stream to its callback when its goroutine has sent.
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
	return with(stream, func(s chatpb.Chat_ConnectClient) error {
		return s.Send(&chatpb.Msg{Text: "hi"})
	})
}

func with(stream chatpb.Chat_ConnectClient, f func(chatpb.Chat_ConnectClient) error) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hello"})
	}()
	<-done
	return f(stream)
}
