// Each fetcher sends what it has found.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	fetch func(room string, part int) *chatpb.Msg
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	parts := make([]*chatpb.Msg, 4)
	var wg sync.WaitGroup
	for i := range parts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			parts[i] = s.fetch(r.Room, i)
			stream.Send(parts[i]) // want "sendsend"
		}()
	}
	wg.Wait()
	return nil
}
