// The context carries the stream to the goroutine, which receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type key struct{}

func background(ctx context.Context) {
	stream := ctx.Value(key{}).(chatpb.Chat_ConnectClient)
	stream.Recv()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go background(context.WithValue(ctx, key{}, stream))
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
