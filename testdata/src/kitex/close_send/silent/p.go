// The send side is closed after the sender.
package silent

import (
	"context"

	"github.com/cloudwego/kitex/pkg/streaming"
)

func upload(ctx context.Context, stream streaming.ClientStream, lines <-chan string) error {
	sent := make(chan bool)
	go func() {
		defer close(sent)
		for line := range lines {
			stream.SendMsg(ctx, line)
		}
	}()
	var answer string
	if err := stream.RecvMsg(ctx, &answer); err != nil {
		return err
	}
	<-sent
	return stream.CloseSend(ctx)
}
