// The reply of a unary call decides, and both it and the caller send.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	ack, err := c.Publish(ctx, &oldchatpb.Msg{Text: "hi"})
	if err != nil {
		return err
	}
	if ack.Count > 0 {
		go stream.Send(&oldchatpb.Msg{Text: "more"}) // want "sendsend"
	}
	return stream.Send(&oldchatpb.Msg{Text: "last"})
}
