// The goroutine closes the send side while the caller still sends.
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
	go func() {
		stream.CloseSend() // want "closesend"
	}()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
