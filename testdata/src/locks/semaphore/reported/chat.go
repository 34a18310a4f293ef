// A channel with room for two lets two senders in.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	sem := make(chan struct{}, 2)
	go func() {
		sem <- struct{}{}
		defer func() { <-sem }()
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	sem <- struct{}{}
	defer func() { <-sem }()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
