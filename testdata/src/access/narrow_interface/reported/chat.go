// An interface of one method holds the stream: still two senders.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type sender interface {
	Send(*chatpb.Msg) error
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var out sender = stream
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return out.Send(&chatpb.Msg{Text: "hi"})
}
