// The helper blocks until the context is done.
package reported

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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	block(ctx)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func block(ctx context.Context) {
	log.Print("blocked: ", ctx.Err())
	<-ctx.Done()
}
