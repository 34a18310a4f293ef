// One closure sends with a lock for the handler, and the heartbeat goes around it.
package reported

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
			if err := stream.Send(&chatpb.Msg{Text: "heartbeat"}); err != nil { // want "sendsend"
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
