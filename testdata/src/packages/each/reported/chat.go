// A package that doesn't know grpc runs the callback for all elements at once.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/each/reported/each"
)

func chat(ctx context.Context, c chatpb.ChatClient, texts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	each.Do(texts, func(text string) {
		stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	})
	return nil
}
