// What comes from two upstreams is sent by two goroutines.
package reported

import (
	"golang.org/x/sync/errgroup"

	"streamvet.test/oldchatpb"
)

type proxy struct {
	oldchatpb.UnimplementedChatServer
	backends []oldchatpb.ChatClient
}

func (p *proxy) Watch(r *oldchatpb.WatchRequest, down oldchatpb.Chat_WatchServer) error {
	var g errgroup.Group
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
				down.Send(m) // want "sendsend"
			}
		})
	}
	return g.Wait()
}
