// The send is two packages away.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/three/reported/session"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := session.New(stream)
	go s.Run() // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
