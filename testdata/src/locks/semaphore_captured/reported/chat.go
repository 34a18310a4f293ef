// The channel that a function literal has captured has room for two, and is no lock.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	sem := make(chan struct{}, 2)
	safely(func() {
		go func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
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
