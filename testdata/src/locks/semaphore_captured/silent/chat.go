// The channel that a function literal has captured has room for one, and is a lock.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	sem := make(chan struct{}, 1)
	safely(func() {
		go func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			stream.Send(&chatpb.Msg{Text: "hello"})
		}()
		sem <- struct{}{}
		defer func() { <-sem }()
		stream.Send(&chatpb.Msg{Text: "bye"})
	})
	return nil
}

func safely(f func()) {
	go func() {
		defer func() { recover() }()
		f()
	}()
}
