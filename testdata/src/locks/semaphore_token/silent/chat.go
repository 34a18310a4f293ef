// The one token in the channel is a mutex.
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
	token := make(chan struct{}, 1)
	token <- struct{}{}
	go func() {
		<-token
		stream.Send(&chatpb.Msg{Text: "hi"})
		token <- struct{}{}
	}()
	<-token
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	token <- struct{}{}
	return err
}
