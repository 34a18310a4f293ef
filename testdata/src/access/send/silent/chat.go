// One goroutine receives while the other sends: the sides of a stream are apart.
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
	go func() {
		stream.Recv()
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
