// The outer wrapper has the lock, and the other sender has the inner one.
package reported

import (
	"log"
	"sync"

	"streamvet.test/chatpb"
)

type logged struct {
	chatpb.Chat_ConnectServer
}

func (l *logged) Send(m *chatpb.Msg) error {
	log.Print(m.Text)
	return l.Chat_ConnectServer.Send(m) // want "sendsend"
}

type locked struct {
	*logged
	mu sync.Mutex
}

func (l *locked) Send(m *chatpb.Msg) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.logged.Send(m)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	inner := &logged{stream}
	outer := &locked{logged: inner}
	go inner.Send(&chatpb.Msg{Text: "hello"})
	return outer.Send(&chatpb.Msg{Text: "hi"})
}
