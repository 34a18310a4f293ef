// The wrapper's second method sends without the lock.
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

func (l *locked) push(text string) error {
	return l.Chat_ConnectServer.Send(&chatpb.Msg{Text: text}) // want "sendsend"
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := &locked{Chat_ConnectServer: stream}
	go peer.push("hello")
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
