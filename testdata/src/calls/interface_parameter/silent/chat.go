// The helper's parameter is an interface of one method: it receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type side interface{ RecvMsg(any) error }

func use(s side) {
	s.RecvMsg(new(chatpb.Msg))
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go use(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
