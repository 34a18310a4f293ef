// The starter's error says nothing about the goroutine: it was started before.
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
	if err := start(ctx, stream); err != nil {
		return stream.Send(&chatpb.Msg{Text: err.Error()})
	}
	return nil
}

func start(ctx context.Context, stream chatpb.Chat_ConnectClient) error {
	go hello(stream)
	if err := ctx.Err(); err != nil {
		return err
	}
	return nil
}

func hello(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
}
