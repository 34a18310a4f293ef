// The only worker is over once its result is there.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

const workers = 1

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan int)
	for i := 0; i < workers; i++ {
		go func() {
			stream.Send(&chatpb.Msg{Text: string(rune(i))})
			done <- i
		}()
	}
	<-done
	return stream.CloseSend()
}
