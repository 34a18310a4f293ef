// The goroutine sends before it looks at the gate.
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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		<-start
	}()
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	close(start)
	return err
}
