// Package session has an object with a loop for somebody else's goroutine.
package session

import "streamvet.test/chatpb"

type Session struct {
	stream chatpb.Chat_ConnectServer
	queue  chan *chatpb.Msg
}

func New(stream chatpb.Chat_ConnectServer) *Session {
	return &Session{stream, make(chan *chatpb.Msg, 16)}
}

func (s *Session) Write() {
	for m := range s.queue {
		s.stream.Send(m)
	}
}

func (s *Session) Reply(m *chatpb.Msg) {
	s.stream.Send(m)
}
