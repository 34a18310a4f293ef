// All users are counted in before any of them is started.
package silent

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
	users.Add(3)
	for range 3 {
		go func() {
			turn <- struct{}{}
			stream.Send(&chatpb.Msg{Text: "hello"})
			<-turn
			if users.Add(-1) == 0 {
				stream.CloseSend()
			}
		}()
	}
	return nil
}
