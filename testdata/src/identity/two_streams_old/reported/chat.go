// Two variables, one stream.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	a, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	b := a
	go func() {
		a.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return b.Send(&oldchatpb.Msg{Text: "hi"})
}
