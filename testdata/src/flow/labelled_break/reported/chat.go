// The break leaves the select only: the next turn starts one more goroutine.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names <-chan string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for {
		select {
		case name := <-names:
			go func() {
				stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
			}()
			break
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
