// A receiver is left behind only where an error is returned, which a function makes.
package silent

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type failure struct{ text string }

func (f *failure) Error() string { return f.text }

func failed(text string) error { return &failure{text} }

func read(stream chatpb.Chat_ConnectClient, late string) (*chatpb.Msg, error) {
	in := make(chan *chatpb.Msg, 1)
	go func() {
		if m, err := stream.Recv(); err == nil {
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
