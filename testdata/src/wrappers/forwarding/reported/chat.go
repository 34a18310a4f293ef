// The wrapper keeps the stream in a field and forwards what it wants to.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type sink struct {
	mu  sync.Mutex
	out chatpb.Chat_WatchServer
}

func (s *sink) Send(m *chatpb.Msg) error {
	return s.out.Send(m) // want "sendsend"
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	peer := &sink{out: stream}
	go peer.Send(&chatpb.Msg{Text: "hello"})
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
