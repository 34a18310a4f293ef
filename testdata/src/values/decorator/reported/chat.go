// The decorator retries what it is given, for two senders.
package reported

import (
	"context"
	"errors"

	"streamvet.test/chatpb"
)

func decorate(send func(*chatpb.Msg) error) func(*chatpb.Msg) error {
	return func(m *chatpb.Msg) error {
		if err := send(m); err != nil { // want "sendsend"
			return errors.New("failed: " + err.Error())
		}
		return nil
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	send := decorate(stream.Send)
	go send(&chatpb.Msg{Text: "hello"})
	return send(&chatpb.Msg{Text: "hi"})
}
