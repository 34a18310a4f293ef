// The deferred helper waits for the goroutine before it sends.
package silent

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
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	_, err = stream.Recv()
	return err
}

func bye(stream chatpb.Chat_ConnectClient, done <-chan struct{}) {
	<-done
	stream.Send(&chatpb.Msg{Text: "bye"})
}
