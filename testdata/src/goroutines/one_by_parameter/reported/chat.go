// As many senders are started as the caller of run asks for.
package reported

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
	each(width, func() { stream.Send(&chatpb.Msg{Text: "hello"}) }) // want "sendsend"
	each(1, func() { println("ready") })
	return nil
}
