// The default pool's task says when it has sent.
package silent

import (
	"context"

	"github.com/panjf2000/ants/v2"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	err = ants.Submit(func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hi"})
	})
	if err != nil {
		return err
	}
	<-done
	return stream.CloseSend()
}
