// The wrapper keeps the stream in a field and forwards with a lock.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type sink struct {
	mu  sync.Mutex
	out chatpb.Chat_WatchServer
}

func (s *sink) Send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Send(m)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	peer := &sink{out: stream}
	go peer.Send(&chatpb.Msg{Text: "hello"})
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
