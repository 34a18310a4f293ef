// A group of a package that doesn't know grpc: Wait only asks for the end.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/group/reported/task"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var g task.Group
	g.Go(func() {
		stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	})
	g.Wait()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
