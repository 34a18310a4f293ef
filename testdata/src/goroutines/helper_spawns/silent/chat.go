// A helper starts the goroutine and waits for it.
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
	greet(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func greet(stream chatpb.Chat_ConnectClient) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	<-done
}
