// The one helper starts one sender, and any number of other goroutines.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func each(n int, f func()) {
	for range n {
		go f()
	}
}

func run(ctx context.Context, c chatpb.ChatClient, width int) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	each(1, func() { stream.Send(&chatpb.Msg{Text: "hello"}) })
	each(width, func() { println("ready") })
	return nil
}
