// Two variables, two streams.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	a, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	b, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		a.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	return b.Send(&oldchatpb.Msg{Text: "hi"})
}
