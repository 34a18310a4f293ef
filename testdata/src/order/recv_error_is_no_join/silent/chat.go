// The sender's own channel does.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		for range 10 {
			stream.Send(&chatpb.Msg{Text: "hi"})
		}
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			break
		}
	}
	<-sent
	return stream.CloseSend()
}
