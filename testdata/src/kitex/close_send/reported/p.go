// The send side is closed beside the sender.
package reported

import (
	"context"

	"github.com/cloudwego/kitex/pkg/streaming"
)

func upload(ctx context.Context, stream streaming.ClientStream, lines <-chan string) error {
	sent := make(chan bool)
	go func() {
		defer close(sent)
		for line := range lines {
			stream.SendMsg(ctx, line) // want "close-beside-write"
		}
	}()
	var answer string
	if err := stream.RecvMsg(ctx, &answer); err != nil {
		return err
	}
	return stream.CloseSend(ctx)
}
