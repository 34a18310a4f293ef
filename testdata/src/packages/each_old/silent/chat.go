// A package that doesn't know grpc runs the callback for one element after the other.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
	"streamvet.test/packages/each_old/silent/each"
)

func chat(ctx context.Context, c oldchatpb.ChatClient, texts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	each.Do(texts, func(text string) {
		stream.Send(&oldchatpb.Msg{Text: text})
	})
	return nil
}
