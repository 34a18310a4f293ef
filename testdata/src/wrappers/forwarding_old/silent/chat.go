// The wrapper keeps the stream in a field and forwards with a lock.
package silent

import (
	"sync"

	"streamvet.test/oldchatpb"
)

type sink struct {
	mu  sync.Mutex
	out oldchatpb.Chat_WatchServer
}

func (s *sink) Send(m *oldchatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Send(m)
}

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	peer := &sink{out: stream}
	go peer.Send(&oldchatpb.Msg{Text: "hello"})
	return peer.Send(&oldchatpb.Msg{Text: "hi"})
}
