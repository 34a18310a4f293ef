// An object shared by many callers, with a mutex around a snapshot of the stream and the Send.
package silent

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"streamvet.test/oldchatpb"
)

type listener struct {
	mu     sync.Mutex
	stream oldchatpb.Chat_ConnectClient
}

func (l *listener) subscribe(room string) error {
	l.mu.Lock()
	stream := l.stream
	defer l.mu.Unlock()
	return stream.Send(&oldchatpb.Msg{Room: room})
}

func follow(ctx context.Context, c oldchatpb.ChatClient, rooms []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	l := &listener{stream: stream}
	var g errgroup.Group
	for _, room := range rooms {
		g.Go(func() error {
			return l.subscribe(room)
		})
	}
	return g.Wait()
}
