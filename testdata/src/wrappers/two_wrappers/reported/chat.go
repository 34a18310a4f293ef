// Two locked wrappers of one stream have a mutex each.
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
	return l.Chat_ConnectServer.Send(m) // want "sendsend"
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	a := &locked{Chat_ConnectServer: stream}
	b := &locked{Chat_ConnectServer: stream}
	go a.Send(&chatpb.Msg{Text: "hello"})
	return b.Send(&chatpb.Msg{Text: "hi"})
}
