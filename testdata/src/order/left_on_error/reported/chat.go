// A helper that gives up waiting for its goroutine returns an error, and its caller
// sends again all the same.
package reported

import (
	"context"
	"errors"
	"log"
	"time"

	"streamvet.test/chatpb"
)

func send(stream chatpb.Chat_ConnectClient, m *chatpb.Msg) error {
	sent := make(chan error, 1)
	go func() {
		sent <- stream.Send(m) // want "sendsend"
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
			log.Print(err)
		}
	}
}
