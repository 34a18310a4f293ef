// The helper is one call of its parameter.
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
	start(func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func start(f func()) {
	f()
}
