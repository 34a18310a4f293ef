// Package session has an object with a goroutine and a method.
package session

import "streamvet.test/chatpb"

type Session struct {
	stream chatpb.Chat_ConnectServer
	queue  chan *chatpb.Msg
}

func New(stream chatpb.Chat_ConnectServer) *Session {
	s := &Session{stream, make(chan *chatpb.Msg, 16)}
	go s.write()
	return s
}

func (s *Session) write() {
	for m := range s.queue {
		s.stream.Send(m)
	}
}

func (s *Session) Reply(m *chatpb.Msg) {
	s.queue <- m
}
