// Each fetcher gives what it has found to the handler, which sends after all.
package silent

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
		}()
	}
	wg.Wait()
	for _, m := range parts {
		if err := stream.Send(m); err != nil {
			return err
		}
	}
	return nil
}
