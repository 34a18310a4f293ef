// The receive is two packages away.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/three/silent/session"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := session.New(stream)
	go s.Run()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
