// The body of a range over a function starts a goroutine for each element.
package reported

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
		go func() {
			stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		}()
	}
	return nil
}
