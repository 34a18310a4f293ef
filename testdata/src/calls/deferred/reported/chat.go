// The deferred helper sends, with the goroutine still running.
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
	defer bye(stream, done)
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	_, err = stream.Recv()
	return err
}

func bye(stream chatpb.Chat_ConnectClient, done <-chan struct{}) {
	stream.Send(&chatpb.Msg{Text: "bye"})
	<-done
}
