// The caller passes one stream for both parameters of a pump.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func pump(left, right chatpb.Chat_ConnectClient, m *chatpb.Msg) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		left.Send(m) // want "sendsend"
	}()
	err := right.Send(m)
	<-done
	return err
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	left, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	right := left
	return pump(left, right, &chatpb.Msg{Text: "hi"})
}
