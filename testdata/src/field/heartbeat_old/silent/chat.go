// A handler's main loop and its heartbeat both send, with a mutex around each Send.
package silent

import (
	"sync"
	"time"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
	updates chan *oldchatpb.Msg
}

func (s *server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	var mu sync.Mutex
	go func() {
		for range time.Tick(10 * time.Second) {
			mu.Lock()
			err := stream.Send(&oldchatpb.Msg{Text: "heartbeat"})
			mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	for update := range s.updates {
		mu.Lock()
		err := stream.Send(update)
		mu.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}
