// Each way round starts a goroutine that sends, beside those before.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient, names []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		go func() {
			stream.Send(&oldchatpb.Msg{Text: name}) // want "sendsend"
		}()
	}
	return nil
}
