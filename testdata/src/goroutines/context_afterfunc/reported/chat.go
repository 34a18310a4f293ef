// The function that runs after the context closes the send side beside the sender.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() {
		stream.CloseSend() // want "closesend"
	})
	defer stop()
	for {
		if err := stream.Send(&chatpb.Msg{Text: "hi"}); err != nil {
			return err
		}
	}
}
