// The wait is for a channel that a helper closes first.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go pump(stream, done)
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func pump(stream chatpb.Chat_ConnectClient, done chan<- struct{}) {
	close(done)
	stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
}
