// The greeting is sent after the goroutine.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func talk(stream chatpb.Chat_ConnectClient, words []string) error {
	if len(words) == 0 {
		return stream.Send(&chatpb.Msg{Text: "sorry"})
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, w := range words {
			stream.Send(&chatpb.Msg{Text: w})
		}
	}()
	<-done
	return stream.Send(&chatpb.Msg{Text: "hello"})
}

func run(ctx context.Context, c chatpb.ChatClient, words []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	return talk(stream, words)
}
