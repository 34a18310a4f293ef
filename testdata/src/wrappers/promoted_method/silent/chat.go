// Send and SendMsg are the wrapper's own, with a lock.
package silent

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

func (l *locked) SendMsg(m any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Chat_ConnectServer.SendMsg(m)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := &locked{Chat_ConnectServer: stream}
	go peer.SendMsg(&chatpb.Msg{Text: "hello"})
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
