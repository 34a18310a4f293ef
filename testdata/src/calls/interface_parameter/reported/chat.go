// The helper's parameter is an interface of one method: it sends.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type side interface{ SendMsg(any) error }

func use(s side) {
	s.SendMsg(new(chatpb.Msg)) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go use(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
