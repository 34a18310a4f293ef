// The helper never returns.
package silent

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
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	leave(len(os.Args) > 1)
	stream.Send(&chatpb.Msg{Text: "hi"})
}

func leave(verbose bool) {
	if verbose {
		log.Print("so long")
	}
	os.Exit(1)
}
