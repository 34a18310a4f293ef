// The variable never holds the stream's Send.
package silent

import (
	"context"
	"errors"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	send := func(m *chatpb.Msg) error {
		return errors.New("not connected")
	}
	go send(&chatpb.Msg{Text: "hello"})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
