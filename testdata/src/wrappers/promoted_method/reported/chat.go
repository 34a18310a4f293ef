// Send is the wrapper's own, with a lock; SendMsg is the stream's.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type locked struct {
	chatpb.Chat_ConnectServer
	mu sync.Mutex
}

func (l *locked) Send(m *chatpb.Msg) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Chat_ConnectServer.Send(m)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := &locked{Chat_ConnectServer: stream}
	go peer.SendMsg(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
