// It sends once what sends when the context is done won't.
package silent

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
		stream.Send(&chatpb.Msg{Text: "gone"})
	})
	if _, err := stream.Recv(); err != nil {
		return err
	}
	stopped := stop()
	if stopped {
		return stream.Send(&chatpb.Msg{Text: "bye"})
	}
	return nil
}
