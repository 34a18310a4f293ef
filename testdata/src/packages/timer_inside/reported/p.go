// A package whose only goroutine is a timer's sends on a stream that it is given.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/timer_inside/reported/frame"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	w := frame.New(stream) // want "sendsend"
	return w.Write("hi")
}
