// One actor of a run group sends, the other receives.
package silent

import (
	"context"

	"github.com/oklog/run"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var g run.Group
	g.Add(func() error {
		_, err := stream.Recv()
		return err
	}, func(error) { cancel() })
	g.Add(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}, func(error) { cancel() })
	return g.Run()
}
