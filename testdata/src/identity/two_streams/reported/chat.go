// Two variables, one stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	a, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	b := a
	go func() {
		a.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return b.Send(&chatpb.Msg{Text: "hi"})
}
