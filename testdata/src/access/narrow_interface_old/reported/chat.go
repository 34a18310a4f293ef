// An interface of one method holds the stream: still two senders.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

type sender interface {
	Send(*oldchatpb.Msg) error
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var out sender = stream
	go func() {
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return out.Send(&oldchatpb.Msg{Text: "hi"})
}
