// The named result is the stream that the goroutine got.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func dial(ctx context.Context, c chatpb.ChatClient) (stream chatpb.Chat_ConnectClient, err error) {
	if stream, err = c.Connect(ctx); err != nil {
		return nil, err
	}
	go hello(stream)
	return
}

func hello(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := dial(ctx, c)
	if err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
