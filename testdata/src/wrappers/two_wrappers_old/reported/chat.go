// Two locked wrappers of one stream have a mutex each.
package reported

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
	return l.Chat_ConnectServer.Send(m) // want "sendsend"
}

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	a := &locked{Chat_ConnectServer: stream}
	b := &locked{Chat_ConnectServer: stream}
	go a.Send(&oldchatpb.Msg{Text: "hello"})
	return b.Send(&oldchatpb.Msg{Text: "hi"})
}
