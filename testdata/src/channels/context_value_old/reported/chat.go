// The context carries the stream to the goroutine, which sends.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

type key struct{}

func background(ctx context.Context) {
	stream := ctx.Value(key{}).(oldchatpb.Chat_ConnectClient)
	stream.Send(&oldchatpb.Msg{Text: "hello"}) // want "sendsend"
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go background(context.WithValue(ctx, key{}, stream))
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
