// What interrupts an actor runs while the actor does: it closes the stream itself.
package reported

import (
	"context"
	"time"

	"github.com/oklog/run"
	"streamvet.test/chatpb"
)

func report(ctx context.Context, stream chatpb.Chat_ConnectClient) error {
	for {
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := stream.Send(&chatpb.Msg{Text: "alive"}); err != nil { // want "closesend"
			return err
		}
	}
}

func work(ctx context.Context, stream chatpb.Chat_ConnectClient) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var g run.Group
	g.Add(func() error {
		return report(ctx, stream)
	}, func(error) {
		cancel()
		stream.CloseSend()
	})
	g.Add(func() error {
		_, err := stream.Recv()
		return err
	}, func(error) { cancel() })
	err := g.Run()
	return err
}
