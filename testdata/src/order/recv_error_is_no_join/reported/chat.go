// The end of receiving says nothing about the sender.
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
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		for range 10 {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "closesend"
		}
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			break
		}
	}
	return stream.CloseSend()
}
