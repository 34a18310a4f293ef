// One side uses the channel as a mutex, the other side sends without it.
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
	sem := make(chan struct{}, 1)
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	sem <- struct{}{}
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	<-sem
	return err
}
