// The decorator locks what it is given, for two senders.
package silent

import (
	"context"
	"errors"
	"sync"

	"streamvet.test/chatpb"
)

func decorate(send func(*chatpb.Msg) error) func(*chatpb.Msg) error {
	var mu sync.Mutex
	return func(m *chatpb.Msg) error {
		mu.Lock()
		defer mu.Unlock()
		if err := send(m); err != nil {
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
