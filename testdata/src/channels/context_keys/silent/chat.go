// The context's key is that of another stream.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type (
	dataKey struct{}
	logKey  struct{}
)

func background(ctx context.Context) {
	stream := ctx.Value(logKey{}).(chatpb.Chat_ConnectClient)
	stream.Send(&chatpb.Msg{Text: "hello"})
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	logs, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	ctx = context.WithValue(ctx, dataKey{}, stream)
	ctx = context.WithValue(ctx, logKey{}, logs)
	go background(ctx)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
