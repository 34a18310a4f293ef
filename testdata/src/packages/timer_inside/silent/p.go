// A package whose only goroutine is a timer's sends on a stream that it is given, before anybody else has it.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/timer_inside/silent/frame"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	w := frame.New(stream)
	return w.Write("hi")
}
