// The wrapper keeps the stream in a field and forwards what it wants to.
package reported

import (
	"sync"

	"streamvet.test/oldchatpb"
)

type sink struct {
	mu  sync.Mutex
	out oldchatpb.Chat_WatchServer
}

func (s *sink) Send(m *oldchatpb.Msg) error {
	return s.out.Send(m) // want "sendsend"
}

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	peer := &sink{out: stream}
	go peer.Send(&oldchatpb.Msg{Text: "hello"})
	return peer.Send(&oldchatpb.Msg{Text: "hi"})
}
