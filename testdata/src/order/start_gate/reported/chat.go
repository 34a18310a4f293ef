// The spawner opens the gate, and sends once more.
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
	start := make(chan struct{})
	go func() {
		<-start
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	close(start)
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	return err
}
