// Who takes from the channel puts back: it is a mutex.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func send(stream chatpb.Chat_ConnectClient, tokens chan struct{}) {
	<-tokens
	stream.Send(&chatpb.Msg{Text: "hi"})
	tokens <- struct{}{}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	tokens := make(chan struct{}, 1)
	tokens <- struct{}{}
	go send(stream, tokens)
	go send(stream, tokens)
	return nil
}
