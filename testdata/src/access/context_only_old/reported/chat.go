// Each goroutine sends.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for range 2 {
		go func() {
			stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	return nil
}
