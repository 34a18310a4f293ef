// The first user may have come and gone when the second one counts itself in.
package reported

import (
	"context"
	"sync/atomic"

	"streamvet.test/chatpb"
)

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	turn := make(chan struct{}, 1)
	var users atomic.Int32
	for range 3 {
		go func() {
			users.Add(1)
			turn <- struct{}{}
			stream.Send(&chatpb.Msg{Text: "hello"})
			<-turn
			if users.Add(-1) == 0 {
				stream.CloseSend() // want "closesend"
			}
		}()
	}
	return nil
}
