// Where the starter returns an error it has started no goroutine.
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
	if err := start(ctx, stream); err != nil {
		return stream.Send(&chatpb.Msg{Text: err.Error()})
	}
	return nil
}

func start(ctx context.Context, stream chatpb.Chat_ConnectClient) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	go hello(stream)
	return nil
}

func hello(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "hello"})
}
