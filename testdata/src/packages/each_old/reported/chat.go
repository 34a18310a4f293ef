// A package that doesn't know grpc runs the callback for all elements at once.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
	"streamvet.test/packages/each_old/reported/each"
)

func chat(ctx context.Context, c oldchatpb.ChatClient, texts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	each.Do(texts, func(text string) {
		stream.Send(&oldchatpb.Msg{Text: text}) // want "sendsend"
	})
	return nil
}
