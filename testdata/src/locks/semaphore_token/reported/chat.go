// Two tokens in the channel let two senders in.
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
	token := make(chan struct{}, 2)
	token <- struct{}{}
	token <- struct{}{}
	go func() {
		<-token
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		token <- struct{}{}
	}()
	<-token
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	token <- struct{}{}
	return err
}
