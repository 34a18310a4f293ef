// The body of a range over a function runs in place.
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
	for name := range names {
		stream.Send(&chatpb.Msg{Text: name})
	}
	return nil
}
