// One closure sends with a lock, for the handler and for the heartbeat.
package silent

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	updates chan *chatpb.Msg
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	var mu sync.Mutex
	sendLocked := func(m *chatpb.Msg) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(m)
	}
	go func() {
		for range time.Tick(10 * time.Second) {
			if err := sendLocked(&chatpb.Msg{Text: "heartbeat"}); err != nil {
				return
			}
		}
	}()
	for update := range s.updates {
		if err := sendLocked(update); err != nil {
			return err
		}
	}
	return nil
}
