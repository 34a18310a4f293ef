// Who takes from the channel doesn't put back: it is a queue, which another goroutine fills.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func send(stream chatpb.Chat_ConnectClient, tokens chan struct{}) {
	<-tokens
	stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	tokens := make(chan struct{}, 1)
	go func() {
		for {
			tokens <- struct{}{}
		}
	}()
	go send(stream, tokens)
	go send(stream, tokens)
	return nil
}
