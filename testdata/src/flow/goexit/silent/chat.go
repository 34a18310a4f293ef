// The goroutine ends before its send, whatever it got.
package silent

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
		runtime.Goexit()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
