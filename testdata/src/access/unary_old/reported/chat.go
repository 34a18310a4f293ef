// Goroutines share one stream.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func publish(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for range 3 {
		go func() {
			stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	return nil
}
