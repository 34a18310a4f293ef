// What comes from two upstreams is sent by the handler, over a channel.
package silent

import (
	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

type proxy struct {
	chatpb.UnimplementedChatServer
	backends []chatpb.ChatClient
}

func (p *proxy) Watch(r *chatpb.WatchRequest, down chatpb.Chat_WatchServer) error {
	var g errgroup.Group
	messages := make(chan *chatpb.Msg)
	for _, backend := range p.backends {
		up, err := backend.Watch(down.Context(), r)
		if err != nil {
			return err
		}
		g.Go(func() error {
			for {
				m, err := up.Recv()
				if err != nil {
					return err
				}
				messages <- m
			}
		})
	}
	go func() {
		g.Wait()
		close(messages)
	}()
	for m := range messages {
		down.Send(m)
	}
	return nil
}
