// A group of a package that doesn't know grpc: Wait waits.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/group/silent/task"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var g task.Group
	g.Go(func() {
		stream.Send(&chatpb.Msg{Text: "hello"})
	})
	g.Wait()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
