// Two variables, two streams.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	a, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	b, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		a.Send(&chatpb.Msg{Text: "hi"})
	}()
	return b.Send(&chatpb.Msg{Text: "hi"})
}
