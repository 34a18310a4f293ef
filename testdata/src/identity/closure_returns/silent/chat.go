// The closure opens a stream at each call.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	get := func() (chatpb.Chat_ConnectClient, error) {
		return c.Connect(ctx)
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
		a.Send(&chatpb.Msg{Text: "hi"})
	}()
	return b.Send(&chatpb.Msg{Text: "hi"})
}
