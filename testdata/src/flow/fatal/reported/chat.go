// log.Print returns, and the second sender runs.
package reported

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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	log.Print("so long")
	stream.Send(&chatpb.Msg{Text: "hi"})
}
