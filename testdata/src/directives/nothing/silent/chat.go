// There is nothing to suppress, and nothing that suppresses.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
