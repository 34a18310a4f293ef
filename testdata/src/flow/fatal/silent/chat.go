// log.Fatal never returns.
package silent

import (
	"context"
	"log"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	log.Fatal("so long")
	stream.Send(&chatpb.Msg{Text: "hi"})
}
