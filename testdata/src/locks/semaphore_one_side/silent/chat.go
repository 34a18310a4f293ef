// Both sides use the channel as a mutex.
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
	sem := make(chan struct{}, 1)
	go func() {
		sem <- struct{}{}
		stream.Send(&chatpb.Msg{Text: "hi"})
		<-sem
	}()
	sem <- struct{}{}
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	<-sem
	return err
}
