// A goroutine receives beside the body of a range over a function, which sends.
package silent

import (
	"context"
	"iter"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names iter.Seq[string]) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Recv()
	}()
	for name := range names {
		if err := stream.Send(&chatpb.Msg{Text: name}); err != nil {
			return err
		}
	}
	return nil
}
