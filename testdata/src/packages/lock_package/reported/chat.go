// A package that doesn't know grpc runs the function after it has given its lock back.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_package/reported/guard"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var g guard.Guard
	go g.Do(func() error {
		return stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	})
	return g.Do(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
}
