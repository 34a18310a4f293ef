// Two actors of a run group send.
package reported

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
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}, func(error) { cancel() })
	g.Add(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}, func(error) { cancel() })
	return g.Run()
}
