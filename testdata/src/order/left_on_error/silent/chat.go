// A helper that gives up waiting for its goroutine returns an error: who sends
// again has had none.
package silent

import (
	"context"
	"errors"
	"time"

	"streamvet.test/chatpb"
)

func send(stream chatpb.Chat_ConnectClient, m *chatpb.Msg) error {
	sent := make(chan error, 1)
	go func() {
		sent <- stream.Send(m)
	}()
	select {
	case <-time.After(time.Second):
		return errors.New("too slow")
	case err := <-sent:
		return err
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for {
		if err := send(stream, &chatpb.Msg{}); err != nil {
			return err
		}
	}
}
