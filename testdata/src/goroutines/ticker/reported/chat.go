// The heartbeat's goroutine sends beside the loop.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, messages <-chan *chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	go func() {
		for range tick.C {
			stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		}
	}()
	for {
		select {
		case m := <-messages:
			err = stream.Send(m)
		case <-ctx.Done():
			return ctx.Err()
		}
		if err != nil {
			return err
		}
	}
}
