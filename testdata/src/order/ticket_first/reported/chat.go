// Each of two goroutines draws a ticket, and sends if it has one of the first two.
package reported

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
			if tickets.Add(1) <= 2 {
				stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
			}
		}()
	}
	return nil
}
