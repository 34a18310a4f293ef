// One locked wrapper for both senders.
package silent

import (
	"sync"

	"streamvet.test/oldchatpb"
)

type locked struct {
	oldchatpb.Chat_ConnectServer
	mu sync.Mutex
}

func (l *locked) Send(m *oldchatpb.Msg) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Chat_ConnectServer.Send(m)
}

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	a := &locked{Chat_ConnectServer: stream}
	b := a
	go a.Send(&oldchatpb.Msg{Text: "hello"})
	return b.Send(&oldchatpb.Msg{Text: "hi"})
}
