// A cache of another package, whose list is in a third one: what no longer fits is told to stop.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/list_of_cache/silent/cache"
)

type server struct {
	chatpb.UnimplementedChatServer
	newest *cache.Cache
}

func newServer() *server {
	return &server{newest: cache.New(func(v any) {
		close(v.(chan bool))
	})}
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	gone := make(chan bool)
	s.newest.Add(gone)
	for {
		select {
		case <-gone:
			return nil
		default:
		}
		if err := stream.Send(&chatpb.Msg{Text: "tick"}); err != nil {
			return err
		}
	}
}
