// A new upstream gets a new pump while the old one may still send to the client.
package reported

import (
	"time"

	"streamvet.test/chatpb"
)

type proxy struct {
	chatpb.UnimplementedChatServer
	backend chatpb.ChatClient
}

func (p *proxy) Watch(r *chatpb.WatchRequest, down chatpb.Chat_WatchServer) error {
	for {
		up, err := p.backend.Watch(down.Context(), r)
		if err != nil {
			return err
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			for {
				m, err := up.Recv()
				if err != nil {
					return
				}
				down.Send(m) // want "sendsend"
			}
		}()
		select {
		case <-down.Context().Done():
			return nil
		case <-time.After(time.Hour):
		}
	}
}
