// A goroutine that a group has taken may leave a receive behind where it fails, which Wait
// tells.
package silent

import (
	"context"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

type result struct {
	msg *chatpb.Msg
	err error
}

func receive(ctx context.Context, stream chatpb.Chat_ConnectServer) (*chatpb.Msg, error) {
	done := make(chan result, 1)
	go func() {
		m, err := stream.Recv()
		done <- result{m, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-done:
		return r.msg, r.err
	}
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		g, ctx := errgroup.WithContext(stream.Context())
		if !g.TryGo(func() error {
			_, err := receive(ctx, stream)
			return err
		}) {
			return nil
		}
		g.Go(func() error {
			return stream.Send(&chatpb.Msg{})
		})
		if err := g.Wait(); err != nil {
			return err
		}
	}
}
