// It sends when it is too late to stop what sends as well.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(context.Background())
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() {
		stream.Send(&chatpb.Msg{Text: "gone"}) // want "sendsend"
	})
	if _, err := stream.Recv(); err != nil {
		return err
	}
	stopped := stop()
	if !stopped {
		return stream.Send(&chatpb.Msg{Text: "bye"})
	}
	return nil
}
