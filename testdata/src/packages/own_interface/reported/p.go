// Two goroutines write through a package that knows only its own interface.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/own_interface/reported/frame"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	w := frame.New(stream)
	go w.Write("ping") // want "sendsend"
	return w.Write("hi")
}
