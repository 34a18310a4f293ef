// What sends beside the goroutine is the greeting, not the apology of the other branch.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func talk(stream chatpb.Chat_ConnectClient, words []string) error {
	if len(words) == 0 {
		return stream.Send(&chatpb.Msg{Text: "sorry"})
	}
	go func() {
		for _, w := range words {
			stream.Send(&chatpb.Msg{Text: w}) // want "sendsend"
		}
	}()
	return stream.Send(&chatpb.Msg{Text: "hello"})
}

func run(ctx context.Context, c chatpb.ChatClient, words []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	return talk(stream, words)
}
