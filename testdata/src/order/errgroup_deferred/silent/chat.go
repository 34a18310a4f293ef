// The helper that starts the group waits for it in a deferred function.
package silent

import (
	"context"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if err := greet(stream); err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func greet(stream chatpb.Chat_ConnectClient) (err error) {
	var g errgroup.Group
	defer func() { err = g.Wait() }()
	g.Go(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return nil
}
