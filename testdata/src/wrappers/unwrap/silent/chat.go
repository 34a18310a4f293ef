// Unwrap gives the stream away for its context.
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

func (l *locked) Unwrap() chatpb.Chat_ConnectServer {
	return l.Chat_ConnectServer
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := &locked{Chat_ConnectServer: stream}
	go func() {
		<-peer.Unwrap().Context().Done()
	}()
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
