// Package lib has two locks, the name of one of which begins with the name of a field.
package lib

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type conn struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

type Service struct {
	client chatpb.ChatClient
	connMu sync.Mutex
	conn   *conn
}

func (s *Service) Connect(ctx context.Context) error {
	stream, err := s.client.Connect(ctx)
	if err != nil {
		return err
	}
	if s.conn == nil {
		s.conn = &conn{stream: stream}
	}
	return s.send(&chatpb.Msg{Text: "hello"})
}

func (s *Service) send(m *chatpb.Msg) error {
	s.connMu.Lock()
	defer s.connMu.Unlock()
	s.conn.mu.Lock()
	defer s.conn.mu.Unlock()
	return s.conn.stream.Send(m)
}

func (s *Service) Send(m *chatpb.Msg) error { return s.send(m) }
