// One result does not tell that both workers are over.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

const workers = 2

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan int)
	for i := 0; i < workers; i++ {
		go func() {
			stream.Send(&chatpb.Msg{Text: string(rune(i))}) // want "closesend" "sendsend"
			done <- i
		}()
	}
	<-done
	return stream.CloseSend()
}
