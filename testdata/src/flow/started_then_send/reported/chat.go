// The send is not asked whether the goroutine was started.
package reported

import (
	"context"
	"log"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, background bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	started := false
	if background {
		started = true
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	if started {
		log.Print("started")
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
