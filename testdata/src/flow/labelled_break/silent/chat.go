// The break leaves the loop: there is one goroutine.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names <-chan string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
loop:
	for {
		select {
		case name := <-names:
			go func() {
				stream.Send(&chatpb.Msg{Text: name})
			}()
			break loop
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
