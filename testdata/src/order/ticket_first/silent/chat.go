// Each of two goroutines draws a ticket, and sends if it has the first one.
package silent

import (
	"context"
	"sync/atomic"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var tickets atomic.Int32
	for range 2 {
		go func() {
			if tickets.Add(1) <= 1 {
				stream.Send(&chatpb.Msg{Text: "hi"})
			}
		}()
	}
	return nil
}
