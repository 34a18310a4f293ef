// The constructor opens a stream at each call.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type dialer struct {
	c chatpb.ChatClient
}

func (d *dialer) open(ctx context.Context) (chatpb.Chat_ConnectClient, error) {
	stream, err := d.c.Connect(ctx)
	return stream, err
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	d := &dialer{c: c}
	a, err := d.open(ctx)
	if err != nil {
		return err
	}
	b, err := d.open(ctx)
	if err != nil {
		return err
	}
	go func() {
		a.Send(&chatpb.Msg{Text: "hi"})
	}()
	return b.Send(&chatpb.Msg{Text: "hi"})
}
