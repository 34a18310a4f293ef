// The function that makes errors may return none, so that a receiver may be left behind unnoticed.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type failure struct{ text string }

func (f *failure) Error() string { return f.text }

func failed(text string) error {
	if text == "" {
		return nil
	}
	return &failure{text}
}

func read(stream chatpb.Chat_ConnectClient, late string) (*chatpb.Msg, error) {
	in := make(chan *chatpb.Msg, 1)
	go func() {
		if m, err := stream.Recv(); err == nil { // want "recvrecv"
			in <- m
		}
	}()
	select {
	case <-time.After(time.Second):
		return nil, failed(late)
	case m := <-in:
		return m, nil
	}
}

func chat(ctx context.Context, c chatpb.ChatClient, late string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if _, err := read(stream, late); err != nil {
		return err
	}
	_, err = stream.Recv()
	return err
}
