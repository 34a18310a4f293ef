// The goroutine goes on to its send if it got a message.
package reported

import (
	"context"
	"runtime"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		if _, err := stream.Recv(); err != nil {
			runtime.Goexit()
		}
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
