// A package that doesn't know grpc runs the function with its lock held.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_package/silent/guard"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var g guard.Guard
	go g.Do(func() error {
		return stream.Send(&chatpb.Msg{Text: "hello"})
	})
	return g.Do(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
}
