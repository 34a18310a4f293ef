// The helper blocks for good.
package silent

import (
	"context"
	"log"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	block(ctx)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func block(ctx context.Context) {
	log.Print("blocked: ", ctx.Err())
	select {}
}
