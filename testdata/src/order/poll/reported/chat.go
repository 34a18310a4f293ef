// A flag that is looked at once orders nothing.
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
	var sent atomic.Bool
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		sent.Store(true)
	}()
	if !sent.Load() {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	return nil
}
