// The outer wrapper has the lock, and the other sender has the outer one, too.
package silent

import (
	"log"
	"sync"

	"streamvet.test/oldchatpb"
)

type logged struct {
	oldchatpb.Chat_ConnectServer
}

func (l *logged) Send(m *oldchatpb.Msg) error {
	log.Print(m.Text)
	return l.Chat_ConnectServer.Send(m)
}

type locked struct {
	*logged
	mu sync.Mutex
}

func (l *locked) Send(m *oldchatpb.Msg) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.logged.Send(m)
}

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	inner := &logged{stream}
	outer := &locked{logged: inner}
	go outer.Send(&oldchatpb.Msg{Text: "hello"})
	return outer.Send(&oldchatpb.Msg{Text: "hi"})
}
