// One goroutine receives while the other sends: the sides of a stream are apart.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Recv()
	}()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
