// A cache of another package, whose list is in a third one: what no longer fits is told so.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/list_of_cache/reported/cache"
)

type server struct {
	chatpb.UnimplementedChatServer
	newest *cache.Cache
}

func newServer() *server {
	return &server{newest: cache.New(func(v any) {
		v.(chatpb.Chat_WatchServer).Send(&chatpb.Msg{Text: "bye"})
	})}
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.newest.Add(stream)
	for {
		if err := stream.Send(&chatpb.Msg{Text: "tick"}); err != nil { // want "sendsend"
			return err
		}
	}
}
