// A channel with room for one is a mutex.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	sem := make(chan struct{}, 1)
	go func() {
		sem <- struct{}{}
		defer func() { <-sem }()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	sem <- struct{}{}
	defer func() { <-sem }()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
