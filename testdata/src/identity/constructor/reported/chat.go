// The constructor keeps the stream that it has opened, and returns it again.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type dialer struct {
	c      chatpb.ChatClient
	stream chatpb.Chat_ConnectClient
}

func (d *dialer) open(ctx context.Context) (chatpb.Chat_ConnectClient, error) {
	if d.stream != nil {
		return d.stream, nil
	}
	stream, err := d.c.Connect(ctx)
	d.stream = stream
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
		a.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return b.Send(&chatpb.Msg{Text: "hi"})
}
