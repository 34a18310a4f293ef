// A package that doesn't know grpc runs the function with its lock held.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
	"streamvet.test/packages/lock_package_old/silent/guard"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var g guard.Guard
	go g.Do(func() error {
		return stream.Send(&oldchatpb.Msg{Text: "hello"})
	})
	return g.Do(func() error {
		return stream.Send(&oldchatpb.Msg{Text: "hi"})
	})
}
