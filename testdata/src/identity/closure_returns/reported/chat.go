// The closure returns the stream that it has captured.
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
	get := func() (chatpb.Chat_ConnectClient, error) {
		return stream, nil
	}
	a, err := get()
	if err != nil {
		return err
	}
	b, err := get()
	if err != nil {
		return err
	}
	go func() {
		a.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return b.Send(&chatpb.Msg{Text: "hi"})
}
