// The helper returns if it is not verbose.
package reported

import (
	"context"
	"log"
	"os"

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
	leave(len(os.Args) > 1)
	stream.Send(&chatpb.Msg{Text: "hi"})
}

func leave(verbose bool) {
	if verbose {
		log.Print("so long")
		os.Exit(1)
	}
}
