// A new upstream gets a new pump when the old one has ended.
package silent

import "streamvet.test/chatpb"

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
				down.Send(m)
			}
		}()
		select {
		case <-down.Context().Done():
			return nil
		case <-done:
		}
	}
}
